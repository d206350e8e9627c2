/**
 * What the server does, without HTTP: accounts, sessions, devices, sending, delivery, filters.
 *
 * <p>May depend on: {@code domain}, {@code store}. Knows neither JAX-RS nor a generated class, and
 * nothing here blocks the calling thread.
 */
@NullMarked
package io.todevice.service;

import org.jspecify.annotations.NullMarked;
