/** Registering accounts, and logging in and out of them. */
@NullMarked
package io.todevice.service.account;

import org.jspecify.annotations.NullMarked;
