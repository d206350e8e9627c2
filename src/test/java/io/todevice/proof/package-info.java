/**
 * What the proofs share: a server without limits on requests, a client, and the messages of an
 * answer as the bytes that came. May depend on the server and on nothing of the other tests.
 */
@NullMarked
package io.todevice.proof;

import org.jspecify.annotations.NullMarked;
