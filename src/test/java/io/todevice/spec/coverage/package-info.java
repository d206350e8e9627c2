/** Coverage of the specification by the served operations. */
@NullMarked
package io.todevice.spec.coverage;

import org.jspecify.annotations.NullMarked;
