/** Tests of the cases as tests of somebody else's build. */
@NullMarked
package io.todevice.conformance.junit;

import org.jspecify.annotations.NullMarked;
