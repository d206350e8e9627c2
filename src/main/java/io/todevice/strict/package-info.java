/**
 * Strict mode: tells the authors of clients what their clients do wrong, without changing what the
 * server does. Requests and answers are put into a bounded queue and looked at by a thread of its
 * own.
 *
 * <p>May depend on: {@code strict.check}, {@code strict.journal}, {@code validation}, {@code spec},
 * {@code domain}. Knows no HTTP server.
 */
@NullMarked
package io.todevice.strict;

import org.jspecify.annotations.NullMarked;
