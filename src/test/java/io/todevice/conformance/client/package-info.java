/** Tests of what the kit keeps of its exchanges. */
@NullMarked
package io.todevice.conformance.client;

import org.jspecify.annotations.NullMarked;
