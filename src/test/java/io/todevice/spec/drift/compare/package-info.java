/** Tests of the comparison of schemas from inside. */
@NullMarked
package io.todevice.spec.drift.compare;

import org.jspecify.annotations.NullMarked;
