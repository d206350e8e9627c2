/**
 * Comparing two documents. What of it comes from openapi-diff and what from rules of our own stands
 * at {@link io.todevice.spec.drift.compare.FrameComparison}.
 */
@NullMarked
package io.todevice.spec.drift.compare;

import org.jspecify.annotations.NullMarked;
