/**
 * The cases, a class for each part of the clauses. Depends on {@code conformance.suite} and what
 * that depends on, and on {@code conformance.derived} for those of the document.
 */
@NullMarked
package io.todevice.conformance.cases;

import org.jspecify.annotations.NullMarked;
