/**
 * Where the violations are shown while the server runs: an HTTP endpoint of its own that only this
 * machine reaches.
 */
@NullMarked
package io.todevice.strict.admin;

import org.jspecify.annotations.NullMarked;
