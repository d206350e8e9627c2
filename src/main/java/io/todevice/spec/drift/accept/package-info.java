/**
 * What people have decided about changes: which ones are accepted and until when, and which ones
 * weigh more or less for them than the rules say.
 *
 * <p>May depend on: {@code spec}, {@code spec.drift.report}.
 */
@NullMarked
package io.todevice.spec.drift.accept;

import org.jspecify.annotations.NullMarked;
