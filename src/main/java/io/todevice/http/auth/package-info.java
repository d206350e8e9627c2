/**
 * Who calls: the token where the assembled document says that it stands, and the device that it
 * speaks for.
 *
 * <p>Knows nothing of the HTTP server: it is given a request's headers and query through {@link
 * io.todevice.spec.model.Credentials}.
 */
@NullMarked
package io.todevice.http.auth;

import org.jspecify.annotations.NullMarked;
