/**
 * Between Grizzly and Jersey: what every request goes through before and after a resource method.
 * Cross-origin headers, routing by the assembled document, the caller, the body collected without
 * blocking, the answer in one piece, errors as Matrix envelopes, and the listener itself.
 *
 * <p>The requests run on Grizzly's selector threads, so nothing here may block. Everything that
 * concerns one connection happens on its own selector thread.
 */
@NullMarked
package io.todevice.http.gateway;

import org.jspecify.annotations.NullMarked;
