/**
 * The store that keeps everything in this process's memory: the default, and gone with a restart.
 */
@NullMarked
package io.todevice.store.memory;

import org.jspecify.annotations.NullMarked;
