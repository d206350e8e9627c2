package io.todevice.service.limits;

import java.time.Duration;

/**
 * How often something may be done: {@code burst} times at once, and then once in every {@code
 * interval}.
 *
 * @param burst how often at once, at least 1
 * @param interval how long until one more is allowed; positive
 */
public record Rate(int burst, Duration interval) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is too small, or if both together are more than a
   *     hundred years
   */
  public Rate {
    if (burst < 1 || interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("a rate has a positive burst and a positive interval");
    }
    if (interval.compareTo(Duration.ofDays(36_500).dividedBy(burst)) > 0) {
      throw new IllegalArgumentException("a burst is allowed again within a hundred years");
    }
  }

  /**
   * {@code burst} times at once, and then so many times in a second.
   *
   * @param perSecond 1 to 1,000,000,000
   */
  public static Rate perSecond(int perSecond, int burst) {
    return new Rate(burst, Duration.ofSeconds(1).dividedBy(perSecond));
  }

  /** How long it takes until, after a burst, another one is allowed. */
  Duration recovery() {
    return interval.multipliedBy(burst);
  }
}
