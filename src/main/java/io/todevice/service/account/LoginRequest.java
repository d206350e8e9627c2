package io.todevice.service.account;

import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import io.todevice.service.password.UserIdentifier;
import java.util.Optional;

/**
 * A request to log in, as it came.
 *
 * @param type the login type
 * @param identifier whom to log in
 * @param password the password
 * @param device what to log in on
 * @param network where the request comes from
 */
public record LoginRequest(
    String type,
    Optional<UserIdentifier> identifier,
    Optional<Password> password,
    DeviceRequest device,
    ClientNetwork network) {}
