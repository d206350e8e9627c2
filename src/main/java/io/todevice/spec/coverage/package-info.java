/**
 * Coverage: which of the specification's operations the server serves.
 *
 * <p>May depend on: {@code spec}, {@code spec.assembly}.
 */
@NullMarked
package io.todevice.spec.coverage;

import org.jspecify.annotations.NullMarked;
