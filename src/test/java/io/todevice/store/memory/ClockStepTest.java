package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F5: when the time of day steps")
class ClockStepTest {

  private final ManualClock timeOfDay = new ManualClock();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final MonotonicClock clock = new MonotonicClock(timeOfDay, nanos::get);
  private final WaitingStore on = new WaitingStore(new MemoryStore(Settings.NONE, clock));

  @BeforeEach
  void sendOne() {
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(1));
  }

  @ParameterizedTest(name = "by {0}, no transaction is forgotten and no message dropped")
  @ValueSource(strings = {"PT2H", "-PT2H", "P91D", "-P91D", "P40000D"})
  void stepForgetsNothing(Duration step) {
    timeOfDay.advance(step);
    on.sweep();

    assertThat(on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(1))).isFalse();
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("back, a transaction and a message still expire in their time")
  void stepProlongsNothing() {
    timeOfDay.advance(Duration.ofDays(-365));
    pass(Duration.ofHours(1));

    assertThat(on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(2))).isTrue();
    pass(Duration.ofDays(90));
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(2));
    pass(Duration.ofMillis(1));
    assertThat(on.inbox(ALICE_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("the clock of the store shows the time that has passed")
  void clockCountsTimeThatPasses() {
    timeOfDay.advance(Duration.ofHours(5));
    pass(Duration.ofMillis(1_500));

    assertThat(clock.instant()).isEqualTo(new ManualClock().instant().plusMillis(1_500));
    assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
