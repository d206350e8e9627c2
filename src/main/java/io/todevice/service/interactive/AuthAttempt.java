package io.todevice.service.interactive;

import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import io.todevice.service.password.UserIdentifier;
import java.util.Optional;

/**
 * The {@code auth} member of a request.
 *
 * @param type the stage that the client means to complete
 * @param session the session that an earlier challenge named
 * @param identifier for {@code m.login.password}: whose password it is
 * @param password for {@code m.login.password}: the password
 * @param network where the request comes from
 */
public record AuthAttempt(
    Optional<String> type,
    Optional<String> session,
    Optional<UserIdentifier> identifier,
    Optional<Password> password,
    ClientNetwork network) {}
