/**
 * Text that is safe to show.
 *
 * <p>May depend on: nothing of this project.
 */
@NullMarked
package io.todevice.text;

import org.jspecify.annotations.NullMarked;
