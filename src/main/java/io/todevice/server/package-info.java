/**
 * Puts the server together: store, services, resources, gateway.
 *
 * <p>The only package, beside {@code Main}, that may see all others.
 */
@NullMarked
package io.todevice.server;

import org.jspecify.annotations.NullMarked;
