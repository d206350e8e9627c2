/**
 * A server in a program's own tests: {@link io.todevice.testing.Todevice}.
 *
 * <p>Users are made in the store, time moves when a test says so, and every request is written
 * down. {@code docs/embed-in-tests.md} shows how it is used.
 */
@NullMarked
package io.todevice.testing;

import org.jspecify.annotations.NullMarked;
