/**
 * Bringing messages to their devices: {@code /sync}, which waits without a thread, and the filters
 * that users upload for it.
 */
@NullMarked
package io.todevice.service.sync;

import org.jspecify.annotations.NullMarked;
