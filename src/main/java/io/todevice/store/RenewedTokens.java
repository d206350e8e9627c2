package io.todevice.store;

import io.todevice.domain.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens that a refresh gives out.
 *
 * @param accessToken the digest of the new access token
 * @param expiresAt when it stops being accepted; empty for never
 * @param refreshToken the digest of the new refresh token
 */
public record RenewedTokens(
    TokenHash accessToken, Optional<Instant> expiresAt, TokenHash refreshToken) {}
