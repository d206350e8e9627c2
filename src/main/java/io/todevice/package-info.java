/** The program's entry, and nothing else. */
@NullMarked
package io.todevice;

import org.jspecify.annotations.NullMarked;
