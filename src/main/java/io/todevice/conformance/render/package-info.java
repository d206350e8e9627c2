/**
 * Shows what a run came to: in the terminal, as JUnit XML, as JSON and as a page of HTML. Depends
 * on {@code conformance.report}, and on {@code spec.trace} for the titles of the clauses.
 */
@NullMarked
package io.todevice.conformance.render;

import org.jspecify.annotations.NullMarked;
