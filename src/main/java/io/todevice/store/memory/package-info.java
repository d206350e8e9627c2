/**
 * The store that keeps everything in this process's memory: the default, and gone with a restart.
 *
 * <p>May depend on: {@code domain}, {@code store}; never on another store.
 */
@NullMarked
package io.todevice.store.memory;

import org.jspecify.annotations.NullMarked;
