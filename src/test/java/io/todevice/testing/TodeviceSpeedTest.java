package io.todevice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The best of several, so that what else the machine does counts as little as it can. */
@DisplayName("A server in a test is quick")
class TodeviceSpeedTest {

  private static Duration best(int times, Runnable action) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      action.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return Duration.ofNanos(best);
  }

  private static Duration said(String what, Duration duration) {
    System.out.println(what + ": " + duration.toNanos() / 1000 + " µs");
    return duration;
  }

  @Test
  @DisplayName("to start and stop again in the same JVM")
  void start() {
    Todevice.start().close();
    Duration start = best(20, () -> Todevice.start().close());
    assertThat(said("start and close", start)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("to reset, and to make users")
  void resetAndUsers() {
    try (Todevice todevice = Todevice.start()) {
      int[] users = {0};
      Duration user = best(200, () -> todevice.user("user" + users[0]++));
      assertThat(said("user", user)).isLessThan(Duration.ofMillis(1));
      Duration reset = best(50, todevice::reset);
      assertThat(said("reset", reset)).isLessThan(Duration.ofMillis(5));
      assertThat(said("reset and user", best(50, () -> resetAndUser(todevice))))
          .isLessThan(Duration.ofMillis(6));
    }
  }

  private static void resetAndUser(Todevice todevice) {
    todevice.reset();
    var unused = todevice.user("alice");
  }
}
