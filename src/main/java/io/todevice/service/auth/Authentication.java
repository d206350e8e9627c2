package io.todevice.service.auth;

import io.todevice.domain.MatrixException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What an {@link Authenticator} says about a token. */
public sealed interface Authentication {

  /**
   * The token is good.
   *
   * @param device whom it speaks for
   * @param expiresAt from when on it will not be accepted any more, so that a request that waits
   *     ends then; empty where that is not known beforehand
   */
  record Accepted(AuthenticatedDevice device, Optional<Instant> expiresAt)
      implements Authentication {}

  /** No such token, or not any more (clause A1). */
  record Unknown() implements Authentication {}

  /** The token was good and has run out, while its device lives on. */
  record Expired() implements Authentication {}

  /**
   * What a token is good for whose end is known.
   *
   * @param device whom it speaks for until then
   * @param expiresAt when it ends; empty for never
   */
  static Authentication of(
      AuthenticatedDevice device, Optional<Instant> expiresAt, InstantSource clock) {
    return expiresAt.filter(expiry -> !clock.instant().isBefore(expiry)).isPresent()
        ? new Expired()
        : new Accepted(device, expiresAt);
  }

  /**
   * The good token's owner.
   *
   * @throws MatrixException {@code M_UNKNOWN_TOKEN}, with {@code soft_logout} where the token has
   *     expired
   */
  default Accepted getAccepted() {
    if (this instanceof Accepted accepted) {
      return accepted;
    }
    throw this instanceof Expired ? MatrixException.softLogout() : MatrixException.unknownToken();
  }
}
