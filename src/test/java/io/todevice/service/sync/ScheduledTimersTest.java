package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The timers")
class ScheduledTimersTest {

  private final ScheduledTimers timers = new ScheduledTimers();

  @AfterEach
  void close() {
    timers.close();
  }

  @Test
  @DisplayName("go off after their delay, all on one thread")
  void goOff() {
    Duration delay = Duration.ofMillis(30);
    long start = System.nanoTime();
    CompletableFuture<Thread> one = new CompletableFuture<>();
    CompletableFuture<Thread> other = new CompletableFuture<>();
    timers.start(delay, () -> one.complete(Thread.currentThread()));
    timers.start(delay, () -> other.complete(Thread.currentThread()));

    assertThat(value(one)).isSameAs(value(other)).isNotSameAs(Thread.currentThread());
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
  }

  @Test
  @DisplayName("are let go of when they are cancelled, also twice")
  void cancel() {
    List<Timers.Timer> started = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      started.add(timers.start(Duration.ofHours(1), () -> {}));
    }
    assertThat(timers.size()).isEqualTo(1000);

    started.forEach(Timers.Timer::cancel);
    started.forEach(Timers.Timer::cancel);

    assertThat(timers.size()).isZero();
  }

  @Test
  @DisplayName("take no more when they are closed")
  void closed() {
    timers.close();

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> timers.start(Duration.ZERO, () -> {}));
  }

  @Test
  @DisplayName("D4: end a wait in real time")
  void realWait() {
    try (TestServices services = new TestServices()) {
      AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
      SyncService sync = services.sync(timers, Runnable::run);
      long start = System.nanoTime();

      SyncResult answer =
          value(sync.sync(phone, new SyncRequest(Optional.empty(), Duration.ofMillis(80), false)));

      assertThat(answer.messages()).isEmpty();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(80_000_000L);
      assertThat(timers.size()).isZero();
    }
  }
}
