/**
 * The cases, a class for each part of the clauses. Depends on {@code conformance.suite} and what
 * that depends on.
 */
@NullMarked
package io.todevice.conformance.cases;

import org.jspecify.annotations.NullMarked;
