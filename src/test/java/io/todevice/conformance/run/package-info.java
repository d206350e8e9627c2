/** Tests of runs: what they touch, leave behind, show and how they end. */
@NullMarked
package io.todevice.conformance.run;

import org.jspecify.annotations.NullMarked;
