/**
 * User-interactive authentication: operations that ask for more than a token (Matrix client-server
 * API, <i>User-Interactive Authentication API</i>).
 *
 * <p>May depend on: {@code domain}, {@code service}, {@code service.password}; Caffeine keeps the
 * sessions.
 */
@NullMarked
package io.todevice.service.interactive;

import org.jspecify.annotations.NullMarked;
