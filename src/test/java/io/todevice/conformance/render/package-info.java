/** Tests of how a run is shown. */
@NullMarked
package io.todevice.conformance.render;

import org.jspecify.annotations.NullMarked;
