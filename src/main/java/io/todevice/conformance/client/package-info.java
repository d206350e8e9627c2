/** Talks HTTP with the server under test and writes down every exchange, without the secrets. */
@NullMarked
package io.todevice.conformance.client;

import org.jspecify.annotations.NullMarked;
