/**
 * Sending messages to devices.
 *
 * <p>May depend on: {@code domain}, {@code store}, {@code service}, {@code service.auth}.
 */
@NullMarked
package io.todevice.service.messaging;

import org.jspecify.annotations.NullMarked;
