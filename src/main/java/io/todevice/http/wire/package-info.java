/**
 * HTTP/1.1 on Grizzly's TCP transport: connections, the one reader of request heads and bodies (RFC
 * 9112), the writer of responses, and what all of them may hold in memory. Knows nothing of Matrix.
 *
 * <p>Everything that concerns one connection happens on its own selector thread, so nothing here
 * may block.
 */
@NullMarked
package io.todevice.http.wire;

import org.jspecify.annotations.NullMarked;
