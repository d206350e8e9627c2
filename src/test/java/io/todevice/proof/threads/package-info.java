/**
 * The whole server under many senders and receivers at once, some of whom repeat themselves or drop
 * their connections: nothing is lost, doubled, altered or out of order.
 */
@NullMarked
package io.todevice.proof.threads;

import org.jspecify.annotations.NullMarked;
