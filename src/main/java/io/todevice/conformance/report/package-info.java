/**
 * What a run of the conformance kit came to, as values: cases, outcomes, exchanges, capabilities.
 */
@NullMarked
package io.todevice.conformance.report;

import org.jspecify.annotations.NullMarked;
