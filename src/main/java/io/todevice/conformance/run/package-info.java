/**
 * Runs the cases: finds out what the server is able to do, keeps the time, and judges. Depends on
 * the rest of {@code conformance} but its reports' renderers.
 */
@NullMarked
package io.todevice.conformance.run;

import org.jspecify.annotations.NullMarked;
