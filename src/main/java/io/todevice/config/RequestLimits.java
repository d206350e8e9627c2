package io.todevice.config;

import java.time.Duration;

/**
 * What one request, and the connection that it comes on, may take (clause S6).
 *
 * @param maxRequestBytes the longest request body, 1 KiB to 256 MiB
 * @param maxContentBytes the longest content of one message, 1 KiB to {@code maxRequestBytes}
 * @param maxHeaderBytes the longest request line and headers together, 1 KiB to 1 MiB
 * @param bodyStallTimeout how long a request body may make no progress, 1 s to 1 h
 * @param bodyTimeout how long a whole request body may take to arrive, 1 s to 1 h
 * @param idleTimeout how long a connection may stay without a request, 1 s to 1 h
 */
public record RequestLimits(
    int maxRequestBytes,
    int maxContentBytes,
    int maxHeaderBytes,
    Duration bodyStallTimeout,
    Duration bodyTimeout,
    Duration idleTimeout) {

  static final ValueType<Long> BODY_SIZE = ValueTypes.size(1 << 10, 256 << 20);
  static final ValueType<Long> HEADER_SIZE = ValueTypes.size(1 << 10, 1 << 20);
  static final ValueType<Duration> TIMEOUT =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1));

  /** 1 MiB, 64 KiB, 32 KiB, 10 s, 30 s, 75 s. */
  public static final RequestLimits DEFAULT =
      new RequestLimits(
          1 << 20,
          64 << 10,
          32 << 10,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75));

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RequestLimits {
    BODY_SIZE.check("max-request-size", (long) maxRequestBytes);
    BODY_SIZE.check("max-content-size", (long) maxContentBytes);
    HEADER_SIZE.check("max-header-size", (long) maxHeaderBytes);
    TIMEOUT.check("body-stall-timeout", bodyStallTimeout);
    TIMEOUT.check("body-timeout", bodyTimeout);
    TIMEOUT.check("idle-timeout", idleTimeout);
    if (maxContentBytes > maxRequestBytes) {
      throw new IllegalArgumentException(
          "max-content-size: must not be above max-request-size, and "
              + Units.SIZE.format(maxContentBytes)
              + " is above "
              + Units.SIZE.format(maxRequestBytes));
    }
  }
}
