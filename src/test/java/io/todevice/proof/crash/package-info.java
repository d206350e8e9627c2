/**
 * A server process that is killed again and again while clients send and receive, and started again
 * on the same store: what was answered 200 arrives once and in order, what was not answered at most
 * once, and repeating a request never doubles it (clauses P1, P2, T4). One proof for every store
 * that claims to be durable.
 */
@NullMarked
package io.todevice.proof.crash;

import org.jspecify.annotations.NullMarked;
