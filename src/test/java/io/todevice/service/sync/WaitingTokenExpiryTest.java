package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.fixture.ManualClock;
import io.todevice.service.fixture.ManualTimers;
import io.todevice.store.InboxPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The short-lived token of a waiting sync")
class WaitingTokenExpiryTest extends SyncBench {

  private final UserId alice = services.newUser("alice");
  private final AuthenticatedDevice phone =
      services.principal(
          services.signIn(alice, new DeviceRequest(Optional.of("PHONE"), Optional.empty(), true)));
  private final AuthenticatedDevice tablet = services.login(alice, "TABLET");

  @Test
  @DisplayName("A5: ends the wait when it expires, with a soft logout")
  void expires() {
    CompletableFuture<SyncResult> answer = waitFor(phone);

    advance(LIFETIME.minusNanos(1));
    assertThat(answer).isNotDone();
    advance(Duration.ofNanos(1));

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5: ends the wait when it expires, also if something woke the sync before")
  void expiresAfterWakeUp() {
    CompletableFuture<SyncResult> answer = waitFor(phone);
    advance(Duration.ofMinutes(3));
    messages.wakeAll();
    executor.runAll();
    assertThat(timers.size()).as("one for the timeout, one for the token").isEqualTo(2);

    advance(Duration.ofMinutes(2));

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5: ends the wait when it expires, also if the timer was early")
  void earlyTimer() {
    ManualClock fast = new ManualClock();
    ManualTimers early = new ManualTimers(fast);
    SyncService other = services.sync(messages, services.authenticator, early, executor);
    CompletableFuture<SyncResult> answer = other.sync(phone, request(TEN_MINUTES));
    executor.runAll();

    services.clock.advance(LIFETIME.minusNanos(1));
    early.advance(LIFETIME);
    executor.runAll();
    assertThat(answer).isNotDone();
    int reads = messages.reads();
    early.advance(Duration.ofMillis(1).minusNanos(1));
    executor.runAll();
    assertThat(messages.reads()).as("not looked again in a hurry").isEqualTo(reads);
    services.clock.advance(Duration.ofNanos(1));
    early.advance(Duration.ofNanos(1));

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("sets no timer when the sync has been cancelled while it looked")
  void cancelledDuringLook() {
    CompletableFuture<SyncResult> answer = waitFor(phone);
    InboxPage empty = emptyPage(phone);
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    messages.onRead = page -> slow;
    messages.wakeAll();
    executor.runAll();

    answer.cancel(false);
    slow.complete(empty);
    executor.runAll();

    assertThat(timers.size()).isZero();
  }

  @Test
  @DisplayName("sets no timer for an end that the wait does not reach, however far off")
  void farExpiry() {
    Authenticator everlasting =
        token ->
            CompletableFuture.completedStage(
                new Authentication.Accepted(tablet, Optional.of(Instant.MAX)));
    SyncService other = services.sync(messages, everlasting, timers, executor);

    CompletableFuture<SyncResult> answer =
        other.sync(
            new AuthenticatedDevice(tablet.incarnation(), tablet.token()), request(TEN_MINUTES));
    executor.runAll();

    assertThat(timers.size()).isEqualTo(1);
    advance(TEN_MINUTES);
    assertThat(value(answer).messages()).isEmpty();
  }

  private CompletableFuture<SyncResult> waitFor(AuthenticatedDevice device) {
    return begin(device, TEN_MINUTES);
  }

  private void assertRefusedAtOnce(CompletableFuture<SyncResult> answer) {
    executor.runAll();
    assertThat(answer).isDone();
    MatrixException refusal = refusal(answer);
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal.isSoftLogout()).isTrue();
    assertReleased();
  }
}
