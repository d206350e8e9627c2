/**
 * How a request becomes a call of an operation: all that generated interfaces need to know of the
 * server.
 */
@NullMarked
package io.todevice.http.call;

import org.jspecify.annotations.NullMarked;
