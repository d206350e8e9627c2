package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.sync.SyncParts.Since;
import io.todevice.service.sync.SyncParts.Wanted;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.Settings;
import io.todevice.store.AccountDataStore;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyStore;
import io.todevice.store.MessageStore;
import io.todevice.store.PageSize;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Delivers messages (clauses D1 to D7) and tells what became of keys (clauses K6, K7). A sync that
 * finds no news may wait: that costs a few objects, a watch and a timer, and no thread (clause D4).
 * Safe for use by many threads.
 */
public final class SyncService {

  /** The most messages that the specification lets one sync return (clause D1). */
  public static final int MAX_MESSAGES = 100;

  private final MessageStore messages;
  private final SyncParts parts;
  private final Authenticator authenticator;
  private final Timers timers;
  private final Executor executor;
  private final InstantSource clock;
  private final Duration maxTimeout;
  private final long maxBytes;
  private final Wanted everything;
  private final DeviceWaits waits = new DeviceWaits();

  /**
   * Delivers what is in {@code messages}, and what is new in {@code keys} and in {@code
   * accountData}.
   *
   * @param authenticator checks the token of a waiting sync again
   * @param executor where waiting syncs look again and are answered; it must take whatever it is
   *     given, which is a few short tasks for each waiting sync
   * @param clock says how far off a token's end is
   */
  public SyncService(
      MessageStore messages,
      KeyStore keys,
      AccountDataStore accountData,
      Authenticator authenticator,
      Timers timers,
      Executor executor,
      InstantSource clock,
      Settings settings) {
    this.messages = messages;
    this.authenticator = authenticator;
    this.timers = timers;
    this.executor = executor;
    this.clock = clock;
    maxTimeout = settings.get(RequestLimits.MAX_SYNC_TIMEOUT);
    parts = new SyncParts(messages, keys, accountData);
    maxBytes = settings.get(RequestLimits.MAX_SYNC_SIZE);
    everything = new Wanted(Optional.of(new PageSize(MAX_MESSAGES, maxBytes)), true, true);
  }

  /**
   * Acknowledges what stands up to {@code since} and brings what comes after it, at most {@value
   * #MAX_MESSAGES} messages and {@link RequestLimits#MAX_SYNC_SIZE} of contents, but one message in
   * any case. Where there is nothing, it waits for the request's timeout, but for no longer than
   * {@link RequestLimits#MAX_SYNC_TIMEOUT}; it answers the moment that a message comes, one of the
   * device's keys is claimed, the keys of a user whom its user follows change, or its user's
   * account data does, and empty when the time is up, the server stops, or {@value
   * DeviceWaits#MOST} younger syncs of the same device wait.
   *
   * <p>A {@code since} that was given out, but not for this inbox, counts as none: everything
   * pending is delivered and nothing acknowledged (clause D5). It may be from before a restart; a
   * client that gets an error for it repeats the request for ever.
   *
   * @return the answer. Cancelling it, for a client that has gone, ends the wait and lets go of all
   *     that it holds; the messages stay. Refused: {@code M_INVALID_PARAM} for a {@code since} that
   *     no server of this kind gives out, the empty text included; {@code M_UNKNOWN_TOKEN} where
   *     the device is gone, or the token ends while the sync waits, and that at once, with {@code
   *     soft_logout} where it ends by expiring (clause A5).
   */
  public CompletableFuture<SyncResult> sync(AuthenticatedDevice device, SyncRequest request) {
    Since since;
    try {
      since =
          Since.of(request.since().map(text -> SyncToken.get(text, "since")), device.incarnation());
    } catch (MatrixException unknown) {
      return CompletableFuture.failedFuture(unknown);
    }
    return answer(
        device,
        everything,
        since,
        request.fullState() ? Duration.ZERO : waitAtMost(request.timeout()));
  }

  /**
   * The same for a client that syncs extension by extension (clauses X1 to X3): of the inbox and of
   * keys it learns what it asks for, and only an inbox that it asks for is acknowledged.
   *
   * @return the answer. Refused as {@link #sync}, and {@code M_UNKNOWN_POS} for a position that was
   *     not given to this device and connection; {@code M_INVALID_PARAM} for a limit below 1
   */
  public CompletableFuture<ConnectionResult> slidingSync(
      AuthenticatedDevice device, ConnectionRequest request) {
    DeviceIncarnation incarnation = device.incarnation();
    try {
      Optional<KeyPosition> keys =
          request.pos().map(pos -> ConnectionToken.get(pos, incarnation, request.connection()));
      Optional<SyncPosition> since =
          request
              .toDevice()
              .flatMap(ConnectionRequest.ToDevice::since)
              .map(text -> SyncToken.get(text, "since"));
      Wanted wanted =
          new Wanted(
              request.toDevice().map(asked -> page(asked.limit())), request.hasKeys(), false);
      Duration wait = keys.isPresent() ? waitAtMost(request.timeout()) : Duration.ZERO;
      CompletableFuture<SyncResult> found =
          answer(device, wanted, new Since(since.map(SyncPosition::inbox), keys), wait);
      // Changes of keys that a response does not report stay news (clause K7): for the connection,
      // and for a /sync from the messages' next_batch.
      KeyPosition ofMessages =
          since.map(position -> position.keysOf(incarnation)).orElse(KeyPosition.START);
      CompletableFuture<ConnectionResult> answer =
          found.thenApply(
              result ->
                  new ConnectionResult(
                      ConnectionToken.format(
                          keys.filter(unreported -> !request.hasKeys())
                              .orElse(result.keys().position()),
                          incarnation,
                          request.connection()),
                      result.withKeysUpTo(ofMessages)));
      // A stage that depends on another does not cancel it.
      var unused = answer.whenComplete((done, failure) -> found.cancel(false));
      return answer;
    } catch (MatrixException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private PageSize page(long limit) {
    if (limit < 1) {
      throw new MatrixException(ErrorCode.M_INVALID_PARAM, "'limit' must be at least 1");
    }
    return new PageSize((int) Math.min(limit, MAX_MESSAGES), maxBytes);
  }

  private CompletableFuture<SyncResult> answer(
      AuthenticatedDevice device, Wanted wanted, Since since, Duration wait) {
    DeviceSync subject = new DeviceSync(device, wanted, parts, waits, authenticator, clock);
    if (wait.isZero() || waits.isStopped()) {
      return subject.read(since).toCompletableFuture();
    }
    CompletableFuture<SyncResult> answer = new CompletableFuture<>();
    new WaitingSync(answer, subject, since, wait, timers, executor, clock)
        .begin(onChange -> messages.watch(device.incarnation(), onChange));
    return answer;
  }

  /**
   * What became of the keys of those whom the device's user follows between two syncs of the device
   * (clause K7), and perhaps after the later one.
   *
   * @param from the {@code next_batch} or {@code pos} of the earlier sync
   * @param to the {@code next_batch} or {@code pos} of the later sync
   * @return who has changed and who is not followed any more. Refused: {@code M_INVALID_PARAM} for
   *     what no server of this kind gives out
   */
  public CompletionStage<KeyNews> keyChanges(AuthenticatedDevice device, String from, String to) {
    try {
      KeyPosition earlier = keyPosition(from, "from", device.incarnation());
      KeyPosition later = keyPosition(to, "to", device.incarnation());
      return parts
          .keyNews(device.incarnation(), earlier)
          .thenApply(
              news ->
                  later.deviceLists() > 0 && earlier.deviceLists() >= later.deviceLists()
                      ? new KeyNews(news.counts(), List.of(), List.of(), news.position())
                      : news);
    } catch (MatrixException unknown) {
      return Stages.refused(unknown);
    }
  }

  private static KeyPosition keyPosition(String text, String parameter, DeviceIncarnation device) {
    return ConnectionToken.find(text, device)
        .orElseGet(() -> SyncToken.get(text, parameter).keysOf(device));
  }

  /** How many syncs are waiting at this moment. */
  public int waiting() {
    return waits.count();
  }

  /**
   * Answers every waiting sync empty, at once, and lets none wait from now on (clause R6).
   *
   * @return ends when they have been answered
   */
  public CompletionStage<Void> stop() {
    return waits.stop();
  }

  private Duration waitAtMost(Duration timeout) {
    if (timeout.isNegative()) {
      return Duration.ZERO;
    }
    return timeout.compareTo(maxTimeout) > 0 ? maxTimeout : timeout;
  }
}
