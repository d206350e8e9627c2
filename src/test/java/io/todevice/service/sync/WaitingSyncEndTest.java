package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.failure;
import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static io.todevice.service.fixture.TestServices.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.store.InboxPage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A waiting sync that is given up or fails")
class WaitingSyncEndTest extends SyncBench {

  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
  private final AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");

  @Test
  @DisplayName("lets go of everything when it is cancelled, and its messages stay")
  void cancelled() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    assertThat(sync.waiting()).isEqualTo(1);
    assertThat(messages.openWatches()).isEqualTo(1);
    assertThat(timers.size()).isEqualTo(1);

    answer.cancel(false);

    assertReleased();
    services.send(phone, laptop.address(), "hello");
    assertThat(executor.size()).isZero();
    assertThat(bodies(sync.sync(laptop, request(Duration.ZERO)))).containsExactly(content("hello"));
  }

  @Test
  @DisplayName("lets go of everything when a sync of a connection is cancelled")
  void cancelledConnection() {
    ConnectionRequest.ToDevice everything = new ConnectionRequest.ToDevice(Optional.empty(), 100);
    ConnectionRequest first =
        new ConnectionRequest(
            "", Optional.empty(), HALF_MINUTE, Optional.of(everything), /* hasKeys= */ true);
    String pos = sync.slidingSync(laptop, first).join().pos();
    ConnectionRequest next =
        new ConnectionRequest(
            "", Optional.of(pos), HALF_MINUTE, Optional.of(everything), /* hasKeys= */ true);
    CompletableFuture<ConnectionResult> answer = sync.slidingSync(laptop, next);
    executor.runAll();
    assertThat(sync.waiting()).isEqualTo(1);

    answer.cancel(false);

    assertReleased();
  }

  @Test
  @DisplayName("does not begin to wait when it was cancelled before its first look came back")
  void cancelledEarly() {
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    InboxPage empty = emptyPage(laptop);
    messages.onRead = page -> slow;
    CompletableFuture<SyncResult> answer = sync.sync(laptop, request(HALF_MINUTE));

    answer.cancel(false);
    slow.complete(empty);
    executor.runAll();

    assertReleased();
  }

  @Test
  @DisplayName("lets go of everything when it is cancelled while it looks")
  void cancelledDuringLook() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    InboxPage empty = emptyPage(laptop);
    messages.onRead = page -> slow;
    messages.wakeAll();
    executor.runAll();

    answer.cancel(false);
    slow.complete(empty);
    executor.runAll();

    assertReleased();
  }

  @Test
  @DisplayName("fails as the store fails, and lets go of everything")
  void failingLook() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    IllegalStateException fault = new IllegalStateException("disk full");
    messages.onRead = page -> CompletableFuture.failedStage(fault);

    messages.wakeAll();
    executor.runAll();

    assertThat(failure(answer)).isSameAs(fault);
    assertReleased();
  }

  @Test
  @DisplayName("fails where the store can't be watched, and lets go of everything")
  void failingWatch() {
    IllegalStateException fault = new IllegalStateException("closed");
    messages.beforeWatch =
        () -> {
          throw fault;
        };

    assertThat(failure(waitFor(HALF_MINUTE))).isSameAs(fault);
    assertReleased();
  }

  @Test
  @DisplayName("R6: is refused, and not left hanging, where the executor takes nothing any more")
  void executorIsGone() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    executor.close();

    services.send(phone, laptop.address(), "hello");

    MatrixException refusal = refusal(answer);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertReleased();
  }

  @Test
  @DisplayName("A5: is refused where its device's inbox is gone, though its token still passes")
  void inboxIsGone() {
    SyncService lenient =
        services.sync(
            messages,
            token -> services.authenticator.authenticate(phone.token()),
            timers,
            executor);
    CompletableFuture<SyncResult> answer = lenient.sync(laptop, request(HALF_MINUTE));
    executor.runAll();

    value(services.sessions.logout(laptop));
    executor.runAll();

    assertThat(refusalCode(answer)).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
  }

  private CompletableFuture<SyncResult> waitFor(Duration timeout) {
    return begin(laptop, timeout);
  }
}
