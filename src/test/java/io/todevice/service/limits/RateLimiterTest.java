package io.todevice.service.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rate limiter")
class RateLimiterTest {

  private static final Rate RATE = new Rate(3, Duration.ofMillis(100));

  /** Near its end, so that every comparison of times has to survive the overflow. */
  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 50_000_000);

  private final RateLimiter<String> limiter = new RateLimiter<>(RATE, time::get);

  @Test
  @DisplayName("R3: lets a burst pass, and then says how long to wait")
  void burst() {
    assertThat(take(3)).allMatch(Optional::isEmpty);

    assertThat(limiter.take("a")).contains(Duration.ofMillis(100));
    assertThat(limiter.take("b")).isEmpty();
    assertThat(limiter.refused()).isEqualTo(1);
  }

  @Test
  @DisplayName("R3: lets one pass after exactly the time that it told, and asking costs nothing")
  void oneAfterTheOther() {
    take(3);
    for (int i = 0; i < 10; i++) {
      advance(Duration.ofMillis(99));
      assertThat(limiter.take("a")).contains(Duration.ofMillis(1));
      advance(Duration.ofMillis(1));
      assertThat(limiter.take("a")).isEmpty();
    }
  }

  @Test
  @DisplayName("R3: rounds the time to wait up, so that coming back then is never too early")
  void roundsUp() {
    take(3);
    advance(Duration.ofNanos(99_000_001));

    Duration wait = limiter.take("a").orElseThrow();

    assertThat(wait).isEqualTo(Duration.ofMillis(1));
    advance(wait);
    assertThat(limiter.take("a")).isEmpty();
  }

  @Test
  @DisplayName("lets no more than a burst pass, however long it was quiet")
  void quietSavesNothingUp() {
    take(3);
    advance(Duration.ofDays(1));

    assertThat(take(4)).filteredOn(Optional::isEmpty).hasSize(3);
  }

  @Test
  @DisplayName("gives one back, and never more than a burst")
  void giveBack() {
    take(3);
    limiter.giveBack("a");
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();

    IntStream.range(0, 10).forEach(i -> limiter.giveBack("a"));
    assertThat(take(4)).filteredOn(Optional::isEmpty).hasSize(3);
    limiter.giveBack("never seen");
  }

  @Test
  @DisplayName("forgets whoever has their whole burst again, and nobody before")
  void forgets() {
    take(3);
    advance(Duration.ofMillis(299));
    assertThat(limiter.size()).isEqualTo(1);

    advance(Duration.ofMillis(1));

    assertThat(limiter.size()).isZero();
  }

  @Test
  @DisplayName("remembers a bounded number of keys")
  void isBounded() {
    for (int i = 0; i < RateLimiter.MAX_KEYS + 5_000; i++) {
      limiter.take("key " + i);
    }

    assertThat(limiter.size()).isLessThanOrEqualTo(RateLimiter.MAX_KEYS);
  }

  @Test
  @DisplayName("lets no more pass where many come at once")
  void manyAtOnce() {
    RateLimiter<String> shared = new RateLimiter<>(new Rate(100, Duration.ofDays(1)), time::get);
    AtomicInteger passed = new AtomicInteger();

    IntStream.range(0, 5_000)
        .parallel()
        .filter(i -> shared.take("a").isEmpty())
        .forEach(i -> passed.incrementAndGet());

    assertThat(passed).hasValue(100);
    assertThat(shared.refused()).isEqualTo(4_900);
  }

  @Test
  @DisplayName("has a positive burst and interval that end in a lifetime")
  void rates() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, Duration.ofMillis(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rate(1_000_000, Duration.ofDays(365)));
    assertThat(Rate.perSecond(20, 200)).isEqualTo(new Rate(200, Duration.ofMillis(50)));
  }

  private List<Optional<Duration>> take(int count) {
    return Stream.generate(() -> limiter.take("a")).limit(count).toList();
  }

  private void advance(Duration duration) {
    time.addAndGet(duration.toNanos());
  }
}
