/**
 * Registering accounts, and logging in and out of them.
 *
 * <p>May depend on: {@code domain}, {@code store}, {@code service}, {@code service.auth}, {@code
 * service.interactive}, {@code service.password}.
 */
@NullMarked
package io.todevice.service.account;

import org.jspecify.annotations.NullMarked;
