/** The rules between packages. */
@NullMarked
package io.todevice.architecture;

import org.jspecify.annotations.NullMarked;
