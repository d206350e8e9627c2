/** Texts: ones that are safe to show, and ones of which values are made. */
@NullMarked
package io.todevice.text;

import org.jspecify.annotations.NullMarked;
