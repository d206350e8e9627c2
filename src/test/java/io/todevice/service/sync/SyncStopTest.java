package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.store.InboxPage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6: Stopping")
class SyncStopTest extends SyncBench {

  private static final SyncRequest WAIT = request(HALF_MINUTE);

  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
  private final AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");

  @Test
  @DisplayName("answers every waiting sync empty, with a next_batch that is good later")
  void answersAll() {
    CompletableFuture<SyncResult> one = sync.sync(phone, WAIT);
    CompletableFuture<SyncResult> other = sync.sync(laptop, WAIT);
    executor.runAll();
    assertThat(sync.waiting()).isEqualTo(2);

    CompletableFuture<Void> stopped = sync.stop().toCompletableFuture();
    assertThat(stopped).isNotDone();
    executor.runAll();

    assertThat(stopped).isCompleted();
    assertThat(value(one).messages()).isEmpty();
    assertThat(value(other).messages()).isEmpty();
    assertReleased();
    services.send(phone, laptop.address(), "later");
    assertThat(
            value(
                    sync.sync(
                        laptop,
                        new SyncRequest(
                            Optional.of(value(other).nextBatch()), Duration.ZERO, false)))
                .messages())
        .hasSize(1);
  }

  @Test
  @DisplayName("lets no sync wait that comes later, and still brings it messages")
  void nobodyWaits() {
    value(sync.stop());

    assertThat(sync.sync(laptop, WAIT)).isCompleted();

    services.send(phone, laptop.address(), "hello");
    assertThat(value(sync.sync(laptop, WAIT)).messages()).hasSize(1);
    assertReleased();
  }

  @Test
  @DisplayName("lets no sync wait whose first look comes back later")
  void firstLookComesBackLater() {
    CompletableFuture<InboxPage> slow = new CompletableFuture<>();
    InboxPage empty = emptyPage(laptop);
    messages.onRead = page -> slow;
    CompletableFuture<SyncResult> answer = sync.sync(laptop, WAIT);

    value(sync.stop());
    slow.complete(empty);
    executor.runAll();

    assertThat(answer).isCompleted();
    assertThat(value(answer).messages()).isEmpty();
    assertReleased();
  }

  @Test
  @DisplayName("answers a sync that is about to wait")
  void aboutToWait() {
    messages.beforeWatch = () -> value(sync.stop());

    CompletableFuture<SyncResult> answer = sync.sync(laptop, WAIT);
    executor.runAll();

    assertThat(answer).isCompleted();
    assertReleased();
  }

  @Test
  @DisplayName("does not wait for a store that does not answer")
  void slowStore() {
    CompletableFuture<SyncResult> answer = sync.sync(laptop, WAIT);
    executor.runAll();
    messages.onRead = page -> new CompletableFuture<>();
    messages.wakeAll();
    executor.runAll();

    CompletableFuture<Void> stopped = sync.stop().toCompletableFuture();
    executor.runAll();

    assertThat(stopped).isCompleted();
    assertThat(answer).isCompleted();
    assertReleased();
  }

  @Test
  @DisplayName("ends normally also for syncs that are cancelled meanwhile")
  void cancelled() {
    CompletableFuture<SyncResult> answer = sync.sync(laptop, WAIT);
    executor.runAll();
    CompletableFuture<Void> stopped = sync.stop().toCompletableFuture();

    answer.cancel(false);

    assertThat(stopped).isCompleted();
  }

  @Test
  @DisplayName("answers the waiting syncs also where the executor takes nothing any more")
  void executorIsGone() {
    CompletableFuture<SyncResult> answer = sync.sync(laptop, WAIT);
    executor.runAll();
    executor.close();

    assertThat(sync.stop().toCompletableFuture()).isCompleted();
    assertThat(value(answer).messages()).isEmpty();
  }

  @Test
  @DisplayName("may be done twice")
  void twice() {
    CompletableFuture<SyncResult> answer = sync.sync(laptop, WAIT);
    executor.runAll();

    sync.stop();
    CompletableFuture<Void> stopped = sync.stop().toCompletableFuture();
    executor.runAll();

    assertThat(stopped).isCompleted();
    assertThat(answer).isCompleted();
  }
}
