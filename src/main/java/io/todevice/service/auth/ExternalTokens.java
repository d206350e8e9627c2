package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.MatrixException;
import io.todevice.service.Stages;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.store.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The devices of tokens that this server did not issue. A token is good for the incarnation that
 * its device had at the token's first use: logging out, which deletes the device, ends the token
 * (clause A5), also where the device is created again. Safe for use by many threads.
 */
public final class ExternalTokens {

  private final Store store;

  /** Keeps the devices in {@code store}. */
  public ExternalTokens(Store store) {
    this.store = store;
  }

  /**
   * Creates the device and its user's account if they do not exist. The account gets no password,
   * and its name can't be registered any more.
   *
   * @return the incarnation that exists now. Refused: {@code M_FORBIDDEN} where the user has as
   *     many devices as the store allows
   */
  public CompletionStage<DeviceIncarnation> ensureExists(
      DeviceAddress device, Optional<String> displayName) {
    return store
        .devices()
        .ensureExists(device, displayName)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? Stages.refused(MatrixException.tooManyDevices())
                    : store
                        .accounts()
                        .create(device.user(), Optional.empty())
                        .thenApply(isNew -> found.get().device()));
  }

  /**
   * Accepts a token for as long as the incarnation of its device exists.
   *
   * @param expiresAt as {@link Accepted#expiresAt}
   */
  public CompletionStage<Authentication> authenticate(
      DeviceIncarnation device, AccessToken token, Optional<Instant> expiresAt) {
    return store
        .devices()
        .findIncarnation(device.address())
        .thenApply(
            found ->
                found.equals(Optional.of(device))
                    ? new Accepted(new AuthenticatedDevice(device, token), expiresAt)
                    : new Unknown());
  }
}
