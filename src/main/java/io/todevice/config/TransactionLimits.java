package io.todevice.config;

import java.time.Duration;

/**
 * How many transactions are remembered, so that one that is repeated is not run twice (clause T4).
 * The oldest are dropped to stay within the bounds.
 *
 * @param retention how long one is remembered, 30 min to 7 d
 * @param perDevice how many of one device, 1 to 1,000,000
 * @param maxBytes how much memory all of them may take together, estimated, 1 MiB to 1024 GiB
 */
public record TransactionLimits(Duration retention, int perDevice, long maxBytes) {

  static final ValueType<Duration> RETENTION =
      ValueTypes.duration(Duration.ofMinutes(30), Duration.ofDays(7));
  static final ValueType<Integer> PER_DEVICE = ValueTypes.wholeNumber("COUNT", 1, 1_000_000);
  static final ValueType<Long> MEMORY = ValueTypes.size(1 << 20, 1L << 40);

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TransactionLimits {
    RETENTION.check("transaction-retention", retention);
    PER_DEVICE.check("transactions-per-device", perDevice);
    MEMORY.check("transaction-memory", maxBytes);
  }

  /** One hour, 10,000 per device, an eighth of the heap but not less than 1 MiB. */
  public static TransactionLimits forThisMachine() {
    long eighth = Runtime.getRuntime().maxMemory() / 8;
    return new TransactionLimits(
        Duration.ofHours(1), 10_000, Math.max(1 << 20, Math.min(1L << 40, eighth)));
  }
}
