package io.todevice.service.sync;

import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.sync.SyncParts.Since;
import io.todevice.service.sync.SyncParts.Wanted;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a device syncs.
 *
 * @param authenticator checks the token of a waiting sync again
 * @param clock says how far off a token's end is
 */
record DeviceSync(
    AuthenticatedDevice device,
    Wanted wanted,
    SyncParts parts,
    DeviceWaits waits,
    Authenticator authenticator,
    InstantSource clock)
    implements WaitingSync.Subject {

  CompletionStage<SyncResult> read(Since since) {
    return parts.read(device.incarnation(), device.session(), wanted, since);
  }

  @Override
  public CompletionStage<Look> look(Since since, boolean isFirst) {
    return read(since)
        .thenCompose(
            result ->
                (isFirst && result.isNews() ? accepted() : checkAfterReading())
                    .thenApply(authentication -> new Look(result, authentication)));
  }

  /** The read of an inbox has found a session good, but for its age. */
  private CompletionStage<Authentication> checkAfterReading() {
    return wanted.inbox().isPresent() ? check() : ask();
  }

  @Override
  public CompletionStage<Authentication> check() {
    if (device.service().isPresent()) {
      // The token of an application service does not end.
      return accepted();
    }
    return device.session().isPresent()
        ? CompletableFuture.completedStage(
            Authentication.of(device, device.session().get().expiresAt(), clock))
        : ask();
  }

  private CompletionStage<Authentication> accepted() {
    return CompletableFuture.completedStage(new Authentication.Accepted(device, Optional.empty()));
  }

  /** A token that speaks for another device by now is unknown to those of the one before. */
  private CompletionStage<Authentication> ask() {
    return authenticator
        .authenticate(device.token())
        .thenApply(
            found ->
                !(found instanceof Authentication.Accepted accepted)
                        || accepted.device().incarnation().equals(device.incarnation())
                    ? found
                    : new Authentication.Unknown());
  }

  @Override
  public void began(WaitingSync sync) {
    waits.add(device.incarnation(), sync);
  }

  @Override
  public void ended(WaitingSync sync) {
    waits.remove(device.incarnation(), sync);
  }
}
