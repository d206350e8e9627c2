package io.todevice.conformance.client;

import java.time.Duration;
import java.util.OptionalInt;

/** Spreads requests evenly over time. Safe for use by many threads. */
final class Pace {

  private final long nanosApart;
  private long nextNanos = System.nanoTime();

  /** At most so many a second; any number if it is empty. */
  Pace(OptionalInt maxRate) {
    nanosApart = maxRate.isPresent() ? 1_000_000_000L / maxRate.getAsInt() : 0;
  }

  /** How long the next request has to wait. */
  synchronized Duration next() {
    if (nanosApart == 0) {
      return Duration.ZERO;
    }
    long now = System.nanoTime();
    long turn = nextNanos - now > 0 ? nextNanos : now;
    nextNanos = turn + nanosApart;
    return Duration.ofNanos(turn - now);
  }
}
