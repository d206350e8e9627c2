/**
 * What of this project belongs to which operation: the classes that implement it, the clauses of
 * behaviour that it must keep, the tests that prove them.
 */
@NullMarked
package io.todevice.spec.trace;

import org.jspecify.annotations.NullMarked;
