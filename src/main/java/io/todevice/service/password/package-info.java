/**
 * Passwords: how they are hashed, checked and kept from being printed, and which user a password
 * login names.
 */
@NullMarked
package io.todevice.service.password;

import org.jspecify.annotations.NullMarked;
