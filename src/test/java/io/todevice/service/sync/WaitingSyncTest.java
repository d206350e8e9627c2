package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.value;
import static io.todevice.service.fixture.TestServices.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.store.InboxPage;
import io.todevice.store.PageSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A waiting sync")
class WaitingSyncTest extends SyncBench {

  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
  private final AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");

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

    advance(TEN_MINUTES.minusMillis(1));
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
  @DisplayName("P3: watches first, reads once then, and reads nothing when its time is up")
  void oneRead() {
    List<Integer> readsBeforeWatch = new ArrayList<>();
    messages.beforeWatch = () -> readsBeforeWatch.add(messages.reads());

    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    assertThat(readsBeforeWatch).containsExactly(0);
    assertThat(messages.reads()).isEqualTo(1);
    advance(HALF_MINUTE);

    assertThat(answer).isCompleted();
    assertThat(messages.reads()).isEqualTo(1);
  }

  @Test
  @DisplayName("D4: sees a message that comes while it is looking")
  void messageDuringLook() {
    CompletableFuture<SyncResult> answer = waitFor(HALF_MINUTE);
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    CompletionStage<InboxPage> empty =
        messages.read(laptop.incarnation(), Optional.empty(), new PageSize(100, Long.MAX_VALUE));
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
    InboxPage empty = emptyPage(laptop);
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

  private CompletableFuture<SyncResult> waitFor(Duration timeout) {
    return begin(laptop, timeout);
  }
}
