/**
 * What changed between two revisions of the specification, and who has to follow.
 *
 * <p>May depend on: {@code spec}, {@code spec.assembly}, {@code spec.trace}, and the packages
 * below.
 */
@NullMarked
package io.todevice.spec.drift;

import org.jspecify.annotations.NullMarked;
