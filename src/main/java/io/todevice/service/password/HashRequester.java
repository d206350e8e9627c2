package io.todevice.service.password;

import io.todevice.domain.UserId;
import io.todevice.service.limits.ClientNetwork;
import java.util.Optional;

/**
 * On whose behalf a password is hashed. Nobody gets more than their turn, neither as an account nor
 * as a network.
 *
 * @param account the account that the password is for; empty where it is to be made
 * @param network where the request comes from
 */
public record HashRequester(Optional<UserId> account, ClientNetwork network) {}
