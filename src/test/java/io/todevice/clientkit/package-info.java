/** The client kit, proven by a client that is right, and by one for each way of being wrong. */
@NullMarked
package io.todevice.clientkit;

import org.jspecify.annotations.NullMarked;
