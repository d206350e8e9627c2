/**
 * What clients are held to, and what was seen of it.
 *
 * <p>May depend on: {@code domain}.
 */
@NullMarked
package io.todevice.strict.journal;

import org.jspecify.annotations.NullMarked;
