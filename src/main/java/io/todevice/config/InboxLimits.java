package io.todevice.config;

import java.time.Duration;

/**
 * How much waits for devices that do not fetch it. What is above is dropped, and counted: see
 * {@code docs/limits.md}.
 *
 * @param messages how many messages wait for one device, 1 to 100,000,000
 * @param bytes how much memory they may take, estimated, 64 KiB to 1024 GiB
 * @param bytesPerUser how much what waits for all devices of one user may take, the same
 * @param bytesInAll how much everything that waits may take, 1 MiB to 1024 GiB
 * @param retention how long a message waits, 1 min to 3650 d
 */
public record InboxLimits(
    int messages, long bytes, long bytesPerUser, long bytesInAll, Duration retention) {

  static final ValueType<Integer> MESSAGES = ValueTypes.wholeNumber("COUNT", 1, 100_000_000);
  static final ValueType<Long> SIZE = ValueTypes.size(64 << 10, 1L << 40);
  static final ValueType<Long> MEMORY = ValueTypes.size(1 << 20, 1L << 40);
  static final ValueType<Duration> RETENTION =
      ValueTypes.duration(Duration.ofMinutes(1), Duration.ofDays(3650));

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public InboxLimits {
    MESSAGES.check("inbox-messages", messages);
    SIZE.check("inbox-size", bytes);
    SIZE.check("user-inbox-size", bytesPerUser);
    MEMORY.check("inbox-memory", bytesInAll);
    RETENTION.check("inbox-retention", retention);
  }

  /**
   * 50,000 messages and 32 MiB for a device, 64 MiB for a user, half of the heap but not less than
   * 1 MiB for all, 90 days.
   */
  public static InboxLimits forThisMachine() {
    long half = Runtime.getRuntime().maxMemory() / 2;
    return new InboxLimits(
        50_000,
        32 << 20,
        64 << 20,
        Math.max(1 << 20, Math.min(1L << 40, half)),
        Duration.ofDays(90));
  }
}
