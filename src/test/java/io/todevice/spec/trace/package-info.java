/** Tests of what belongs to which operation, and the table of the clauses. */
@NullMarked
package io.todevice.spec.trace;

import org.jspecify.annotations.NullMarked;
