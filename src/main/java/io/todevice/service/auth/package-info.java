/**
 * Whom an access token speaks for: the replaceable {@link io.todevice.service.auth.Authenticator}
 * and the two that come with the server.
 */
@NullMarked
package io.todevice.service.auth;

import org.jspecify.annotations.NullMarked;
