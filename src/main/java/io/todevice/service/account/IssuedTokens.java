package io.todevice.service.account;

import io.todevice.domain.AccessToken;
import java.time.Duration;
import java.util.Optional;

/**
 * Tokens that were just given out. Only their digests are kept.
 *
 * @param accessToken for the requests
 * @param refreshToken renews the access token
 * @param expiresIn how long the access token is good for; empty where it does not expire
 */
public record IssuedTokens(
    AccessToken accessToken, Optional<AccessToken> refreshToken, Optional<Duration> expiresIn) {}
