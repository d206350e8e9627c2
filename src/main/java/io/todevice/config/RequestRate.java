package io.todevice.config;

/**
 * How many requests may be made.
 *
 * @param perSecond how many in a second for as long as one likes, 0 to 1,000,000; 0 for no limit
 * @param burst how many at once, 1 to 1,000,000
 */
public record RequestRate(int perSecond, int burst) {

  static final ValueType<Integer> PER_SECOND = ValueTypes.wholeNumber("COUNT", 0, 1_000_000);
  static final ValueType<Integer> BURST = ValueTypes.wholeNumber("COUNT", 1, 1_000_000);

  /** As many as one likes. */
  public static final RequestRate OFF = new RequestRate(0, 1);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RequestRate {
    PER_SECOND.check("requests in a second", perSecond);
    BURST.check("requests at once", burst);
  }
}
