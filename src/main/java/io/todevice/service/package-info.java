/**
 * What the server does, without HTTP: accounts, sessions, devices, sending, delivery, filters. This
 * package holds what its sub-packages share; each of them is one part of the work.
 *
 * <p>Knows neither JAX-RS nor a generated class.
 *
 * <p>What holds for every service: it may be called from any thread, never blocks it and never
 * throws. A request that is turned down ends its stage with a {@link
 * io.todevice.domain.MatrixException}, which a later stage may see wrapped in a {@link
 * java.util.concurrent.CompletionException} ({@link io.todevice.service.Stages#cause}); any other
 * exception is a fault of the server.
 */
@NullMarked
package io.todevice.service;

import org.jspecify.annotations.NullMarked;
