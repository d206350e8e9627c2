/** The cases, a class for each part of the clauses. */
@NullMarked
package io.todevice.conformance.cases;

import org.jspecify.annotations.NullMarked;
