package io.todevice.service.account;

import io.todevice.service.password.Password;
import java.util.Optional;

/**
 * A request to register an account, as it came.
 *
 * @param isGuest whether a guest account is asked for
 * @param username the local part that the user would like; without one the server picks it
 * @param password the account's password
 * @param inhibitLogin whether the account shall be made without logging in to it
 * @param device what to log in on
 */
public record Registration(
    boolean isGuest,
    Optional<String> username,
    Optional<Password> password,
    boolean inhibitLogin,
    DeviceRequest device) {}
