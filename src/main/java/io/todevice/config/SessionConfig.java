package io.todevice.config;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param accessTokenLifetime how long an access token is good for that comes with a refresh token,
 *     1 s to 3650 d. One without a refresh token does not expire.
 */
public record SessionConfig(Duration accessTokenLifetime) {

  static final ValueType<Duration> LIFETIME =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(3650));

  /** Five minutes. */
  public static final SessionConfig DEFAULT = new SessionConfig(Duration.ofMinutes(5));

  /**
   * Checks the lifetime.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public SessionConfig {
    LIFETIME.check("access-token-lifetime", accessTokenLifetime);
  }
}
