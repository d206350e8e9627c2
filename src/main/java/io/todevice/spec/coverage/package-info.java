/** Coverage: which of the specification's operations the server serves. */
@NullMarked
package io.todevice.spec.coverage;

import org.jspecify.annotations.NullMarked;
