/**
 * Talks HTTP with the server under test and writes down every exchange, without the secrets.
 * Depends on {@code conformance.report} only, and knows nothing of Matrix but its rate limits.
 */
@NullMarked
package io.todevice.conformance.client;

import org.jspecify.annotations.NullMarked;
