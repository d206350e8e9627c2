/**
 * Comparing two documents: operations are paired, and what each pair says is brought into one
 * normal form and compared by rules, one class for each part of an operation. Every finding is of a
 * {@link io.todevice.spec.drift.report.ChangeKind}, which decides whom it concerns.
 */
@NullMarked
package io.todevice.spec.drift.compare;

import org.jspecify.annotations.NullMarked;
