/**
 * One request, from its head to its response: where it comes from, who calls, whether it is one too
 * many, its body, and the call of the implementation; and the server that does this for a port.
 *
 * <p>The requests run on the selector threads of {@code http.wire}, so nothing here may block.
 */
@NullMarked
package io.todevice.http.exchange;

import org.jspecify.annotations.NullMarked;
