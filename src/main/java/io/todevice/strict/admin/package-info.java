/**
 * Where the violations are shown while the server runs: an HTTP endpoint of its own that only this
 * machine reaches.
 *
 * <p>May depend on: {@code strict.journal}, {@code strict.report}.
 */
@NullMarked
package io.todevice.strict.admin;

import org.jspecify.annotations.NullMarked;
