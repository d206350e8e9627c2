package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.failure;
import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static io.todevice.service.fixture.TestServices.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.HookedMessages;
import io.todevice.service.fixture.ManualExecutor;
import io.todevice.service.fixture.ManualTimers;
import io.todevice.service.fixture.TestServices;
import io.todevice.store.InboxPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A waiting sync")
class WaitingSyncTest {

  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  private final TestServices services = new TestServices();
  private final ManualTimers timers = new ManualTimers(services.clock);
  private final ManualExecutor executor = new ManualExecutor();
  private final HookedMessages messages = new HookedMessages(services.store.messages());
  private final SyncService sync =
      services.sync(messages, services.authenticator, timers, executor);
  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
  private final AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("D4: is answered the moment that a message comes, by the executor")
  void wakes() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);

    services.send(phone, laptop.address(), "hello");

    assertThat(answer).as("answered on the sender's thread").isNotDone();
    executor.runAll();
    assertThat(answer).isCompleted();
    assertThat(bodies(answer)).containsExactly(content("hello"));
    assertReleased();
  }

  @Test
  @DisplayName("D4: is answered empty when the time is up, and goes on from there")
  void timeIsUp() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);

    advance(HALF_MINUTE.minusMillis(1));
    assertThat(answer).isNotDone();
    advance(Duration.ofMillis(1));

    assertThat(answer).isCompleted();
    assertThat(bodies(answer)).isEmpty();
    assertReleased();
    services.send(phone, laptop.address(), "later");
    SyncRequest next = new SyncRequest(Optional.of(value(answer).nextBatch()), HALF_MINUTE, false);
    assertThat(bodies(sync.sync(laptop, next))).containsExactly(content("later"));
  }

  @Test
  @DisplayName("D4: waits no longer than the settings allow")
  void longestWait() {
    CompletableFuture<SyncResult> answer = waitFor(Duration.ofSeconds(Long.MAX_VALUE));

    advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(answer).isNotDone();
    advance(Duration.ofMillis(1));

    assertThat(answer).isCompleted();
  }

  @Test
  @DisplayName("D4: waits with the next_batch of an answer as it does without")
  void waitsWithSince() {
    String since = value(sync.sync(laptop, request(Duration.ZERO))).nextBatch();
    CompletableFuture<SyncResult> answer =
        sync.sync(laptop, new SyncRequest(Optional.of(since), HALF_MINUTE, false));
    executor.runAll();

    services.send(phone, laptop.address(), "hello");
    executor.runAll();

    assertThat(answer).isCompleted();
    assertThat(bodies(answer)).containsExactly(content("hello"));
  }

  @Test
  @DisplayName("is not ended by what happens to other devices")
  void otherDevices() {
    AuthenticatedDevice tablet = services.login(laptop.user(), "TABLET");
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);

    services.send(phone, tablet.address(), "not yours");
    value(services.sessions.logout(tablet));
    executor.runAll();

    assertThat(answer).isNotDone();
  }

  @Test
  @DisplayName("every one of a device is answered")
  void several() {
    CompletableFuture<SyncResult> one = waitFor(HALF_MINUTE);
    CompletableFuture<SyncResult> other = waitFor(HALF_MINUTE);
    assertThat(sync.waiting()).isEqualTo(2);

    services.send(phone, laptop.address(), "hello");
    executor.runAll();

    assertThat(value(one)).isEqualTo(value(other));
    assertReleased();
  }

  @Test
  @DisplayName("D4: sees a message that came before it was listening")
  void messageBeforeWatch() {
    messages.beforeWatch = () -> services.send(phone, laptop.address(), "just before");

    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);

    assertThat(answer).isCompleted();
    assertThat(bodies(answer)).containsExactly(content("just before"));
    assertReleased();
  }

  @Test
  @DisplayName("D4: sees a message that comes while it is looking")
  void messageDuringLook() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    CompletionStage<InboxPage> empty = messages.read(laptop.address(), Optional.empty(), 100);
    messages.onRead = page -> slow;
    messages.wakeAll();
    executor.runAll();

    messages.onRead = page -> page;
    services.send(phone, laptop.address(), "meanwhile");
    slow.complete(value(empty));
    executor.runAll();

    assertThat(answer).isCompleted();
    assertThat(bodies(answer)).containsExactly(content("meanwhile"));
  }

  @Test
  @DisplayName("looks twice, however often it is woken in a row")
  void coalesces() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    InboxPage empty = value(messages.read(laptop.address(), Optional.empty(), 100));
    messages.onRead = page -> slow;
    int before = messages.reads();

    for (int i = 0; i < 1000; i++) {
      messages.wakeAll();
      executor.runAll();
    }
    messages.onRead = page -> CompletableFuture.completedStage(empty);
    slow.complete(empty);
    executor.runAll();

    assertThat(messages.reads() - before).isEqualTo(2);
    assertThat(answer).isNotDone();
  }

  @Test
  @DisplayName("looks one look at a time, also if it is woken before its first")
  void oneLookAtATime() {
    messages.isEager = true;

    CompletableFuture<SyncResult> answer = sync.sync(laptop, request(HALF_MINUTE));

    assertThat(executor.size()).isEqualTo(1);
    executor.runAll();
    assertThat(answer).isNotDone();
  }

  @Test
  @DisplayName("D7: does not acknowledge anything by looking again")
  void acknowledgesNothing() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    services.send(phone, laptop.address(), "hello");
    executor.runAll();

    assertThat(bodies(sync.sync(laptop, request(Duration.ZERO)))).isEqualTo(bodies(answer));
  }

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
  @DisplayName("does not begin to wait when it was cancelled before its first look came back")
  void cancelledEarly() {
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    InboxPage empty = value(messages.read(laptop.address(), Optional.empty(), 100));
    messages.onRead = page -> slow;
    CompletableFuture<SyncResult> answer = sync.sync(laptop, request(HALF_MINUTE));

    answer.cancel(false);
    slow.complete(empty);

    assertThat(executor.size()).isZero();
    assertReleased();
  }

  @Test
  @DisplayName("lets go of everything when it is cancelled while it looks")
  void cancelledDuringLook() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    InboxPage empty = value(messages.read(laptop.address(), Optional.empty(), 100));
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
    CompletableFuture<SyncResult> answer = sync.sync(laptop, request(timeout));
    executor.runAll();
    return answer;
  }

  private void advance(Duration by) {
    timers.advance(by);
    executor.runAll();
  }

  private void assertReleased() {
    assertThat(sync.waiting()).isZero();
    assertThat(messages.openWatches()).isZero();
    assertThat(timers.size()).isZero();
  }

  private static SyncRequest request(Duration timeout) {
    return new SyncRequest(Optional.empty(), timeout, false);
  }

  private static List<JsonObject> bodies(CompletableFuture<SyncResult> answer) {
    return value(answer).messages().stream().map(ToDeviceMessage::content).toList();
  }
}
