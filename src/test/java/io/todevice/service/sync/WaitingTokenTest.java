package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.challenge;
import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.failure;
import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.ServiceSettings;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.account.SignedIn;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.fixture.HookedMessages;
import io.todevice.service.fixture.ManualClock;
import io.todevice.service.fixture.ManualExecutor;
import io.todevice.service.fixture.ManualTimers;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.password.UserIdentifier;
import io.todevice.store.InboxPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The token of a waiting sync")
class WaitingTokenTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final TestServices services =
      new TestServices(
          new ServiceSettings(TestServices.SERVER_NAME, true, LIFETIME, TEN_MINUTES, 100));
  private final ManualTimers timers = new ManualTimers(services.clock);
  private final ManualExecutor executor = new ManualExecutor();
  private final HookedMessages messages = new HookedMessages(services.store.messages());
  private final SyncService sync =
      services.sync(messages, services.authenticator, timers, executor);
  private final UserId alice = services.newUser("alice");
  private final SignedIn refreshing =
      services.signIn(alice, new DeviceRequest(Optional.of("PHONE"), Optional.empty(), true));
  private final AuthenticatedDevice phone = TestServices.principal(refreshing);
  private final AuthenticatedDevice tablet = services.login(alice, "TABLET");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("A5: ends the wait when its device logs out")
  void logout() {
    CompletableFuture<SyncResult> answer = waitFor(tablet);

    value(services.sessions.logout(tablet));

    assertRefusedAtOnce(answer, false);
  }

  @Test
  @DisplayName("A5: ends the wait when all devices log out")
  void logoutAll() {
    CompletableFuture<SyncResult> answer = waitFor(tablet);

    value(services.sessions.logoutAll(phone));

    assertRefusedAtOnce(answer, false);
  }

  @Test
  @DisplayName("A5: ends the wait when another device deletes its device")
  void deleted() {
    CompletableFuture<SyncResult> answer = waitFor(tablet);
    assertThat(challenge(services.devices.delete(phone, "TABLET", Optional.empty())).flows())
        .isNotEmpty();
    executor.runAll();
    assertThat(answer).isNotDone();

    completed(
        services.devices.delete(
            phone,
            "TABLET",
            Optional.of(
                new AuthAttempt(
                    Optional.of("m.login.password"),
                    Optional.empty(),
                    Optional.of(UserIdentifier.ofUser("alice")),
                    Optional.of(TestServices.PASSWORD)))));

    assertRefusedAtOnce(answer, false);
  }

  @Test
  @DisplayName("A5, A6: ends the wait when a new login on the device takes its place")
  void replaced() {
    CompletableFuture<SyncResult> old = waitFor(tablet);

    AuthenticatedDevice again = services.login(alice, "TABLET");

    assertRefusedAtOnce(old, false);
    assertThat(waitFor(again)).isNotDone();
  }

  @Test
  @DisplayName("A5: ends the wait when it is refreshed")
  void refreshed() {
    CompletableFuture<SyncResult> old = waitFor(phone);

    value(services.sessions.refresh(refreshing.tokens().refreshToken().orElseThrow()));

    assertRefusedAtOnce(old, false);
  }

  @Test
  @DisplayName("A5: that has been replaced sees no message that comes with its end")
  void messageAndEnd() {
    CompletableFuture<SyncResult> old = waitFor(tablet);

    services.send(phone, tablet.address(), "for the new session");
    AuthenticatedDevice again = services.login(alice, "TABLET");

    assertRefusedAtOnce(old, false);
    assertThat(value(waitFor(again)).messages()).hasSize(1);
  }

  @Test
  @DisplayName("A5: ends the wait when it expires, with a soft logout")
  void expires() {
    CompletableFuture<SyncResult> answer = waitFor(phone);

    advance(LIFETIME.minusNanos(1));
    assertThat(answer).isNotDone();
    advance(Duration.ofNanos(1));

    assertRefusedAtOnce(answer, true);
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

    assertRefusedAtOnce(answer, true);
  }

  @Test
  @DisplayName("A5: ends the wait when it expires, also if the timer was early")
  void earlyTimer() {
    ManualClock fast = new ManualClock();
    ManualTimers early = new ManualTimers(fast);
    SyncService other = services.sync(messages, services.authenticator, early, executor);
    CompletableFuture<SyncResult> answer =
        other.sync(phone, new SyncRequest(Optional.empty(), TEN_MINUTES, false));
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

    assertRefusedAtOnce(answer, true);
  }

  @Test
  @DisplayName("sets no timer when the sync has been cancelled while it looked")
  void cancelledDuringLook() {
    CompletableFuture<SyncResult> answer = waitFor(phone);
    InboxPage empty = value(messages.read(phone.address(), Optional.empty(), 100));
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
        other.sync(tablet, new SyncRequest(Optional.empty(), TEN_MINUTES, false));
    executor.runAll();

    assertThat(timers.size()).isEqualTo(1);
    advance(TEN_MINUTES);
    assertThat(value(answer).messages()).isEmpty();
  }

  @Test
  @DisplayName("A5: is checked at the end of the wait, where nothing told of its end")
  void checkedAtTheEnd() {
    RevocableToken token = new RevocableToken();
    CompletableFuture<SyncResult> answer = waitWith(token);
    token.isRevoked = true;
    executor.runAll();
    assertThat(answer).isNotDone();

    advance(TEN_MINUTES);

    assertRefusedAtOnce(answer, false);
  }

  @Test
  @DisplayName("A5: is checked before a message is handed out")
  void checkedBeforeAnswer() {
    RevocableToken token = new RevocableToken();
    CompletableFuture<SyncResult> answer = waitWith(token);
    token.isRevoked = true;

    services.send(phone, tablet.address(), "secret");

    assertRefusedAtOnce(answer, false);
  }

  @Test
  @DisplayName("A5: is checked when the wait begins, so that no end falls between")
  void checkedAtTheBeginning() {
    messages.beforeWatch = () -> value(services.sessions.logout(tablet));

    assertRefusedAtOnce(waitFor(tablet), false);
  }

  @Test
  @DisplayName("ends the wait with the fault, where it can't be checked")
  void failingAuthenticator() {
    IllegalStateException fault = new IllegalStateException("no answer");
    SyncService other =
        services.sync(
            messages,
            token -> {
              throw fault;
            },
            timers,
            executor);

    CompletableFuture<SyncResult> answer =
        other.sync(tablet, new SyncRequest(Optional.empty(), TEN_MINUTES, false));
    executor.runAll();

    assertThat(failure(answer)).isSameAs(fault);
    assertThat(other.waiting()).isZero();
    assertThat(messages.openWatches()).isZero();
  }

  private CompletableFuture<SyncResult> waitFor(AuthenticatedDevice device) {
    CompletableFuture<SyncResult> answer =
        sync.sync(device, new SyncRequest(Optional.empty(), TEN_MINUTES, false));
    executor.runAll();
    return answer;
  }

  private CompletableFuture<SyncResult> waitWith(RevocableToken token) {
    Authenticator authenticator =
        asked ->
            CompletableFuture.completedStage(
                token.isRevoked
                    ? new Authentication.Unknown()
                    : new Authentication.Accepted(tablet, Optional.empty()));
    CompletableFuture<SyncResult> answer =
        services
            .sync(messages, authenticator, timers, executor)
            .sync(tablet, new SyncRequest(Optional.empty(), TEN_MINUTES, false));
    executor.runAll();
    assertThat(answer).isNotDone();
    return answer;
  }

  private void advance(Duration by) {
    timers.advance(by);
    executor.runAll();
  }

  private void assertRefusedAtOnce(CompletableFuture<SyncResult> answer, boolean isSoft) {
    executor.runAll();
    assertThat(answer).isDone();
    MatrixException refusal = refusal(answer);
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal.isSoftLogout()).isEqualTo(isSoft);
    assertThat(sync.waiting()).isZero();
    assertThat(messages.openWatches()).isZero();
    assertThat(timers.size()).isZero();
  }

  private static final class RevocableToken {
    private boolean isRevoked;
  }
}
