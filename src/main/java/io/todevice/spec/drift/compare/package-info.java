/**
 * Comparing two documents. What of it comes from openapi-diff and what from rules of our own stands
 * at {@link io.todevice.spec.drift.compare.FrameComparison}.
 *
 * <p>May depend on: {@code spec}, {@code spec.drift.report}, openapi-diff.
 */
@NullMarked
package io.todevice.spec.drift.compare;

import org.jspecify.annotations.NullMarked;
