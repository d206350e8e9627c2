/** Puts the server together: store, services, resources, gateway. */
@NullMarked
package io.todevice.server;

import org.jspecify.annotations.NullMarked;
