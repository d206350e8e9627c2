/** Tests of what the build generated. */
@NullMarked
package io.todevice.golden;

import org.jspecify.annotations.NullMarked;
