package io.todevice.service.account;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.MatrixException;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.service.IdentifierGenerator;
import io.todevice.service.Stages;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.SessionTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives out tokens and keeps their digests. The user has been found to be who they say. Safe for
 * use by many threads.
 */
public final class TokenIssuer {

  private final DeviceStore devices;
  private final IdentifierGenerator identifiers;
  private final InstantSource clock;
  private final Duration lifetime;

  /** Keeps the digests in {@code devices}; {@code clock} says when a token's life begins. */
  public TokenIssuer(
      DeviceStore devices,
      IdentifierGenerator identifiers,
      InstantSource clock,
      Settings settings) {
    this.devices = devices;
    this.identifiers = identifiers;
    this.clock = clock;
    this.lifetime = settings.get(StorageLimits.ACCESS_TOKEN_LIFETIME);
  }

  /**
   * Logs a user in on a device (clause A6). Refused: {@code M_FORBIDDEN} where the device is new
   * and the user has as many as the store allows.
   */
  CompletionStage<SignedIn> signIn(UserId user, CheckedDevice device) {
    DeviceAddress address =
        new DeviceAddress(user, device.id().orElseGet(identifiers::newDeviceId));
    IssuedTokens tokens = device.wantsRefreshToken() ? renewable() : everlasting();
    SessionTokens digests =
        new SessionTokens(
            TokenHash.of(tokens.accessToken()),
            tokens.expiresIn().map(clock.instant()::plus),
            tokens.refreshToken().map(TokenHash::of));
    return devices
        .signIn(address, digests, device.displayName())
        .thenCompose(
            session ->
                session.isPresent()
                    ? CompletableFuture.completedStage(new SignedIn(address, tokens))
                    : Stages.refused(MatrixException.tooManyDevices()));
  }

  /** New tokens in place of the ones that {@code refreshToken} belongs to, if it is good. */
  CompletionStage<Optional<IssuedTokens>> refresh(AccessToken refreshToken) {
    AccessToken nextRefreshToken = identifiers.newToken();
    IssuedTokens tokens =
        new IssuedTokens(
            identifiers.newToken(), Optional.of(nextRefreshToken), Optional.of(lifetime));
    RenewedTokens renewed =
        new RenewedTokens(
            TokenHash.of(tokens.accessToken()),
            Optional.of(clock.instant().plus(lifetime)),
            TokenHash.of(nextRefreshToken));
    return devices
        .refresh(TokenHash.of(refreshToken), renewed)
        .thenApply(session -> session.map(ignored -> tokens));
  }

  private IssuedTokens renewable() {
    return new IssuedTokens(
        identifiers.newToken(), Optional.of(identifiers.newToken()), Optional.of(lifetime));
  }

  private IssuedTokens everlasting() {
    return new IssuedTokens(identifiers.newToken(), Optional.empty(), Optional.empty());
  }
}
