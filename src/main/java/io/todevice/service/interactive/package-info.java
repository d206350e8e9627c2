/**
 * User-interactive authentication: operations that ask for more than a token (Matrix client-server
 * API, <i>User-Interactive Authentication API</i>).
 */
@NullMarked
package io.todevice.service.interactive;

import org.jspecify.annotations.NullMarked;
