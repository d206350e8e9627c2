/** Tests of the drift report's formats. */
@NullMarked
package io.todevice.spec.drift.render;

import org.jspecify.annotations.NullMarked;
