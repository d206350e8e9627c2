package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.JsonObject;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.HookedMessages;
import io.todevice.service.fixture.ManualExecutor;
import io.todevice.service.fixture.ManualTimers;
import io.todevice.service.fixture.TestServices;
import io.todevice.settings.RequestLimits;
import io.todevice.store.InboxPage;
import io.todevice.store.PageSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/**
 * Syncs on time, an executor and a store that a test controls. Nothing happens on other threads but
 * the checking of passwords.
 */
abstract class SyncBench {

  static final Duration LIFETIME = Duration.ofMinutes(5);
  static final Duration HALF_MINUTE = Duration.ofSeconds(30);
  static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  final TestServices services =
      new TestServices(TestServices.SETTINGS.with(RequestLimits.MAX_SYNC_TIMEOUT, TEN_MINUTES));
  final ManualTimers timers = new ManualTimers(services.clock);
  final ManualExecutor executor = new ManualExecutor();
  final HookedMessages messages = new HookedMessages(services.store.messages());
  final SyncService sync = services.sync(messages, services.authenticator, timers, executor);

  @AfterEach
  final void close() {
    services.close();
  }

  /** A sync without {@code since}. */
  static SyncRequest request(Duration timeout) {
    return new SyncRequest(Optional.empty(), timeout, false);
  }

  /** Has a device sync, and whatever comes of it done. */
  final CompletableFuture<SyncResult> begin(AuthenticatedDevice device, Duration timeout) {
    CompletableFuture<SyncResult> answer = sync.sync(device, request(timeout));
    executor.runAll();
    return answer;
  }

  /** Lets time pass, and has whatever comes of it done. */
  final void advance(Duration by) {
    timers.advance(by);
    executor.runAll();
  }

  /** The page of a device without messages. */
  final InboxPage emptyPage(AuthenticatedDevice device) {
    return value(
        messages.read(device.incarnation(), Optional.empty(), new PageSize(100, Long.MAX_VALUE)));
  }

  final void assertReleased() {
    assertThat(sync.waiting()).isZero();
    assertThat(messages.openWatches()).isZero();
    assertThat(timers.size()).isZero();
  }

  static List<JsonObject> bodies(CompletableFuture<SyncResult> answer) {
    return value(answer).messages().stream().map(ToDeviceMessage::content).toList();
  }
}
