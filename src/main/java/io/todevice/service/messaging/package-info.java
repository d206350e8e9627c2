/** Sending messages to devices. */
@NullMarked
package io.todevice.service.messaging;

import org.jspecify.annotations.NullMarked;
