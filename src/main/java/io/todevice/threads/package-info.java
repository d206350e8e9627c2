/** Threads. */
@NullMarked
package io.todevice.threads;

import org.jspecify.annotations.NullMarked;
