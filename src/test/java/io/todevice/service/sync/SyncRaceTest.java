package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static io.todevice.service.fixture.TestServices.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.HookedMessages;
import io.todevice.service.fixture.ManualTimers;
import io.todevice.service.fixture.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Timers never go off here: what is not answered by the race itself is never answered. */
@DisplayName("A sync that races against")
class SyncRaceTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestServices services = new TestServices();
  private final ManualTimers timers = new ManualTimers(services.clock);
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final ExecutorService rival = Executors.newSingleThreadExecutor();
  private final HookedMessages messages = new HookedMessages(services.store.messages());
  private final SyncService sync =
      services.sync(messages, services.authenticator, timers, executor);
  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");

  @AfterEach
  void close() {
    executor.shutdownNow();
    rival.shutdownNow();
    services.close();
  }

  @Test
  @DisplayName("D4: a message gets it, 4,000 times, and each message once")
  void message() {
    AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");
    Optional<String> since = Optional.empty();
    for (int i = 0; i < 4000; i++) {
      String body = "m" + i;
      SyncRequest request = new SyncRequest(since, MINUTE, false);

      CompletableFuture<SyncResult> answer =
          race(
              () -> sync.sync(laptop, request), () -> services.send(phone, laptop.address(), body));

      SyncResult result = value(answer);
      assertThat(result.messages())
          .extracting(ToDeviceMessage::content)
          .containsExactly(content(body));
      since = Optional.of(result.nextBatch());
    }
    assertReleased();
  }

  @Test
  @DisplayName("D4: two messages gets both of them, in one answer or two")
  void twoMessages() {
    AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");
    Optional<String> since = Optional.empty();
    for (int i = 0; i < 1000; i++) {
      SyncRequest request = new SyncRequest(since, MINUTE, false);
      CompletableFuture<SyncResult> answer =
          race(
              () -> sync.sync(laptop, request),
              () -> {
                services.send(phone, laptop.address(), "one");
                services.send(phone, laptop.address(), "two");
              });

      List<ToDeviceMessage> received = new ArrayList<>(value(answer).messages());
      String next = value(answer).nextBatch();
      if (received.size() == 1) {
        SyncResult rest =
            value(sync.sync(laptop, new SyncRequest(Optional.of(next), MINUTE, false)));
        received.addAll(rest.messages());
        next = rest.nextBatch();
      }
      since = Optional.of(next);

      assertThat(received)
          .extracting(ToDeviceMessage::content)
          .containsExactly(content("one"), content("two"));
    }
    assertReleased();
  }

  @Test
  @DisplayName("A5: a logout is refused, 1,000 times")
  void logout() {
    for (int i = 0; i < 1000; i++) {
      AuthenticatedDevice tablet = services.login(phone.user(), "TABLET");

      CompletableFuture<SyncResult> answer =
          race(() -> sync.sync(tablet, wait(MINUTE)), () -> logOut(tablet));

      assertThat(refusalCode(answer)).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    }
    assertReleased();
  }

  @Test
  @DisplayName("R6: a stop is answered empty, 1,000 times")
  void stop() {
    for (int i = 0; i < 1000; i++) {
      SyncService stopping = services.sync(messages, services.authenticator, timers, executor);

      CompletableFuture<SyncResult> answer =
          race(() -> stopping.sync(phone, wait(MINUTE)), stopping::stop);

      assertThat(value(answer).messages()).isEmpty();
      assertThat(stopping.waiting()).isZero();
    }
    assertReleased();
  }

  @Test
  @DisplayName("being cancelled and woken lets go of everything, 1,000 times")
  void cancel() {
    AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");
    for (int i = 0; i < 1000; i++) {
      race(
          () -> {
            CompletableFuture<SyncResult> answer = sync.sync(laptop, wait(MINUTE));
            answer.cancel(false);
            return answer;
          },
          messages::wakeAll);
    }
    // The executor may still be at work for the last ones.
    Awaitility.await().untilAsserted(this::assertReleased);
  }

  private void logOut(AuthenticatedDevice device) {
    value(services.sessions.logout(device));
  }

  private void assertReleased() {
    assertThat(sync.waiting()).isZero();
    assertThat(messages.openWatches()).isZero();
    assertThat(timers.size()).isZero();
  }

  private static SyncRequest wait(Duration timeout) {
    return new SyncRequest(Optional.empty(), timeout, false);
  }

  /** Does both at the same time, as nearly as threads can. */
  private <T> T race(Supplier<T> mine, Runnable rivals) {
    CyclicBarrier start = new CyclicBarrier(2);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              await(start);
              rivals.run();
            },
            rival);
    await(start);
    T result = mine.get();
    value(other);
    return result;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
