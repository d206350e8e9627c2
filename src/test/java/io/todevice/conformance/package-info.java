/** Tests of the conformance kit, by the server of this project and by faulty ones. */
@NullMarked
package io.todevice.conformance;

import org.jspecify.annotations.NullMarked;
