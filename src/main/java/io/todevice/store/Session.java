package io.todevice.store;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * An access token's rights, as the store keeps them.
 *
 * @param device whom the token speaks for (clause A6: one user, one device)
 * @param accessToken the digest of the access token
 * @param expiresAt when the access token stops being accepted; empty for never
 * @param refreshToken the digest of the refresh token that renews it, if the client asked for one
 */
public record Session(
    DeviceAddress device,
    TokenHash accessToken,
    Optional<Instant> expiresAt,
    Optional<TokenHash> refreshToken) {}
