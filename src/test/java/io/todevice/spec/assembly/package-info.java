/** Tests of assembling. */
@NullMarked
package io.todevice.spec.assembly;

import org.jspecify.annotations.NullMarked;
