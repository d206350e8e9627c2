/** Tests of the drift report. */
@NullMarked
package io.todevice.spec.drift;

import org.jspecify.annotations.NullMarked;
