package io.todevice.testing;

import java.time.Duration;

/**
 * Prints how long a server takes in a test: the best of several, so that what else the machine does
 * counts as little as it can. Run it with the test class path.
 */
public final class TodeviceFigures {

  private TodeviceFigures() {}

  /** Prints the figures. */
  public static void main(String[] arguments) {
    Todevice.start().close();
    print("start and close", 20, () -> Todevice.start().close());
    try (Todevice todevice = Todevice.start()) {
      int[] users = {0};
      print("user", 200, () -> todevice.user("user" + users[0]++));
      print("reset", 50, todevice::reset);
    }
  }

  private static void print(String what, int times, Runnable action) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      action.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf("%s: %.2f ms%n", what, Duration.ofNanos(best).toNanos() / 1e6);
  }
}
