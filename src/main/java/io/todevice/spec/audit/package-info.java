/**
 * Auditing: what of the structure that schemas describe did not reach Java's types. Shares no code
 * with the normaliser that decides over the types, so that a mistake there does not hide itself
 * here.
 */
@NullMarked
package io.todevice.spec.audit;

import org.jspecify.annotations.NullMarked;
