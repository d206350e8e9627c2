/**
 * What users do with their devices: list, rename, delete.
 *
 * <p>May depend on: {@code domain}, {@code store}, {@code service}, {@code service.auth}, {@code
 * service.interactive}.
 */
@NullMarked
package io.todevice.service.device;

import org.jspecify.annotations.NullMarked;
