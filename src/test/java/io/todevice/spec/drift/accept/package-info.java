/** Tests of what people have decided about changes. */
@NullMarked
package io.todevice.spec.drift.accept;

import org.jspecify.annotations.NullMarked;
