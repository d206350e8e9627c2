package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.TokenHash;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.store.DeviceStore;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Knows the tokens that this server gave out itself. Safe for use by many threads. */
public final class StoreAuthenticator implements Authenticator {

  private final DeviceStore devices;
  private final InstantSource clock;

  /** Looks tokens up in {@code devices}; {@code clock} says which have expired. */
  public StoreAuthenticator(DeviceStore devices, InstantSource clock) {
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Authentication> authenticate(AccessToken token) {
    return devices
        .useSession(TokenHash.of(token))
        .thenApply(
            session ->
                session
                    .map(
                        found ->
                            Authentication.of(
                                new AuthenticatedDevice(found, token), found.expiresAt(), clock))
                    .orElseGet(Unknown::new));
  }
}
