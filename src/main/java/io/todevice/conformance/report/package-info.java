/**
 * What a run of the conformance kit came to, as values: cases, outcomes, exchanges, capabilities.
 * Depends on nothing else of the project.
 */
@NullMarked
package io.todevice.conformance.report;

import org.jspecify.annotations.NullMarked;
