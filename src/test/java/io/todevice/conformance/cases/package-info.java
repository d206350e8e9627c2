/** Tests of the data that cases are made of. */
@NullMarked
package io.todevice.conformance.cases;

import org.jspecify.annotations.NullMarked;
