package io.todevice.store;

import io.todevice.domain.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of a session.
 *
 * @param accessToken the digest of the access token
 * @param expiresAt when the access token stops being accepted; empty for never
 * @param refreshToken the digest of the refresh token that renews it, if the client asked for one
 */
public record SessionTokens(
    TokenHash accessToken, Optional<Instant> expiresAt, Optional<TokenHash> refreshToken) {}
