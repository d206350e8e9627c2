package io.todevice.config;

import java.time.Duration;

/**
 * What keeps one client from taking the server away from the others.
 *
 * @param requests what one request may take
 * @param maxSyncTimeout the longest that a sync waits, whatever its client asks for; zero to 1 h,
 *     and zero where none shall wait
 * @param passwordWorkers who checks passwords
 * @param transactions how many transactions are remembered
 */
public record LimitsConfig(
    RequestLimits requests,
    Duration maxSyncTimeout,
    PasswordWorkers passwordWorkers,
    TransactionLimits transactions) {

  static final ValueType<Duration> SYNC_TIMEOUT =
      ValueTypes.duration(Duration.ZERO, Duration.ofHours(1));

  /**
   * Checks the timeout.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public LimitsConfig {
    SYNC_TIMEOUT.check("max-sync-timeout", maxSyncTimeout);
  }

  /** The defaults of each part, and syncs of up to five minutes. */
  public static LimitsConfig forThisMachine() {
    return new LimitsConfig(
        RequestLimits.DEFAULT,
        Duration.ofMinutes(5),
        PasswordWorkers.forThisMachine(),
        TransactionLimits.forThisMachine());
  }
}
