package io.todevice.store;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * An access token's rights, as the store keeps them.
 *
 * @param device the device that the token belongs to (clause A6: one user, one device)
 * @param tokens the access token and the refresh token that renews it
 */
public record Session(DeviceIncarnation device, SessionTokens tokens) {

  /** The digest of the access token. */
  public TokenHash accessToken() {
    return tokens.accessToken();
  }

  /** When the access token stops being accepted; empty for never. */
  public Optional<Instant> expiresAt() {
    return tokens.expiresAt();
  }

  /** The digest of the refresh token that renews it, if the client asked for one. */
  public Optional<TokenHash> refreshToken() {
    return tokens.refreshToken();
  }
}
