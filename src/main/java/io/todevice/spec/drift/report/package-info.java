/**
 * The drift report: what a change between two revisions of the specification can be, what class it
 * is of and why, and what the changes were. Values only; everything is immutable.
 */
@NullMarked
package io.todevice.spec.drift.report;

import org.jspecify.annotations.NullMarked;
