/**
 * What a journal holds, as people and programs read it.
 *
 * <p>May depend on: {@code strict.journal}.
 */
@NullMarked
package io.todevice.strict.report;

import org.jspecify.annotations.NullMarked;
