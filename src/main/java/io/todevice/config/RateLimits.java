package io.todevice.config;

import java.time.Duration;

/**
 * How many requests a client may make (clause R3), and how many wrong passwords it may try.
 *
 * @param perDevice the requests of one device
 * @param perAddress the requests without a token that come from one address
 * @param wrongPasswords how many wrong passwords may be tried for one account at once, 0 to 10,000,
 *     and 0 for as many as one likes
 * @param wrongPasswordPeriod how long it takes until so many may be tried again, 1 s to 1 d
 * @param trustedProxies how many proxies every request comes through, each of which adds to {@code
 *     X-Forwarded-For}, 0 to 16
 */
public record RateLimits(
    RequestRate perDevice,
    RequestRate perAddress,
    int wrongPasswords,
    Duration wrongPasswordPeriod,
    int trustedProxies) {

  static final ValueType<Integer> WRONG_PASSWORDS = ValueTypes.wholeNumber("COUNT", 0, 10_000);
  static final ValueType<Duration> PERIOD =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1));
  static final ValueType<Integer> PROXIES = ValueTypes.wholeNumber("COUNT", 0, 16);

  /**
   * For a device 100 in a second and 2,000 at once; for an address 20 and 200; ten wrong passwords
   * in a minute; no proxy.
   */
  public static final RateLimits DEFAULT =
      new RateLimits(
          new RequestRate(100, 2_000), new RequestRate(20, 200), 10, Duration.ofMinutes(1), 0);

  /** No limit. */
  public static final RateLimits OFF =
      new RateLimits(RequestRate.OFF, RequestRate.OFF, 0, Duration.ofMinutes(1), 0);

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RateLimits {
    WRONG_PASSWORDS.check("wrong-passwords", wrongPasswords);
    PERIOD.check("wrong-password-period", wrongPasswordPeriod);
    PROXIES.check("trusted-proxies", trustedProxies);
  }

  /** The same with another limit for devices. */
  public RateLimits withPerDevice(RequestRate other) {
    return new RateLimits(other, perAddress, wrongPasswords, wrongPasswordPeriod, trustedProxies);
  }

  /** The same with another limit for addresses. */
  public RateLimits withPerAddress(RequestRate other) {
    return new RateLimits(perDevice, other, wrongPasswords, wrongPasswordPeriod, trustedProxies);
  }

  /** The same with another limit on wrong passwords. */
  public RateLimits withWrongPasswords(int count, Duration period) {
    return new RateLimits(perDevice, perAddress, count, period, trustedProxies);
  }

  /** The same behind so many proxies. */
  public RateLimits withTrustedProxies(int count) {
    return new RateLimits(perDevice, perAddress, wrongPasswords, wrongPasswordPeriod, count);
  }
}
