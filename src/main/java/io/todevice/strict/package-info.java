/**
 * Strict mode: tells the authors of clients what their clients do wrong, without changing what the
 * server does. Requests and answers are put into a bounded queue and looked at by a thread of its
 * own.
 *
 * <p>Knows no HTTP server.
 */
@NullMarked
package io.todevice.strict;

import org.jspecify.annotations.NullMarked;
