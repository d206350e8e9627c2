package io.todevice.conformance.client;

import java.time.Duration;

/**
 * When a run has to end. Immutable.
 *
 * @param nanos the moment, as {@link System#nanoTime} counts
 */
public record Deadline(long nanos) {

  /** How long after it the users of the run may still be removed. */
  public static final Duration CLEANUP = Duration.ofMillis(600);

  /** The end of a run that begins now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Whether it has passed. */
  public boolean isOver() {
    return System.nanoTime() - nanos >= 0;
  }

  /** How long it takes until then; zero or negative if it has passed. */
  public Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  /** How long a request that begins now may take: it ends then, or, if that is over, soon. */
  public Duration leftForRequest() {
    Duration left = left();
    return left.isNegative() || left.isZero() ? left.plus(CLEANUP) : left;
  }
}
