/** Runs the cases: finds out what the server is able to do, keeps the time, and judges. */
@NullMarked
package io.todevice.conformance.run;

import org.jspecify.annotations.NullMarked;
