/**
 * Passwords: how they are hashed, checked and kept from being printed, and which user a password
 * login names.
 *
 * <p>May depend on: {@code domain}, {@code store}, {@code service}, {@code service.limits};
 * Password4j is used nowhere else.
 */
@NullMarked
package io.todevice.service.password;

import org.jspecify.annotations.NullMarked;
