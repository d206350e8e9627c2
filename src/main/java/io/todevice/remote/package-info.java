/**
 * Access tokens that another server gave out: a homeserver beside this server, or an OAuth 2.0
 * authorization server.
 */
@NullMarked
package io.todevice.remote;

import org.jspecify.annotations.NullMarked;
