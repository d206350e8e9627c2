/**
 * What people have decided about changes: which ones are accepted and until when, and which ones
 * weigh more or less for them than the rules say.
 */
@NullMarked
package io.todevice.spec.drift.accept;

import org.jspecify.annotations.NullMarked;
