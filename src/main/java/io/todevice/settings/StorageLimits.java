package io.todevice.settings;

import java.time.Duration;

/** The settings that bound what is kept, and for how long. */
public final class StorageLimits {

  private static final ValueType<Integer> COUNT = ValueTypes.wholeNumber("COUNT", 1, 100_000_000);
  private static final ValueType<Long> SPACE = ValueTypes.size(1 << 10, 1L << 40);

  /** Clause T4 allows no less than half an hour. */
  public static final Setting<Duration> TRANSACTION_RETENTION =
      Setting.of(
          "transaction-retention",
          ValueTypes.duration(Duration.ofMinutes(30), Duration.ofDays(7)),
          Duration.ofHours(1),
          "How long a transaction is remembered.");

  public static final Setting<Integer> TRANSACTIONS_PER_DEVICE =
      Setting.of(
          "transactions-per-device",
          ValueTypes.wholeNumber("COUNT", 1, 1_000_000),
          10_000,
          "How many of one device are.");

  public static final Setting<Long> TRANSACTION_MEMORY =
      total(
          "transaction-memory",
          8,
          "an eighth",
          8L << 30,
          "The space that all of them take together.");

  public static final Setting<Integer> MAX_ACCOUNTS =
      Setting.of(
          "max-accounts",
          COUNT,
          others -> isInMemory(others) ? numberOnHeap(16 << 10, 100_000) : 10_000_000,
          "in memory one for each 16 KiB of the heap, at most 100000; elsewhere 10000000",
          "How many accounts there may be before registering is refused.");

  public static final Setting<Integer> DEVICES_PER_USER =
      Setting.of(
          "devices-per-user",
          ValueTypes.wholeNumber("COUNT", 1, 100_000),
          1_000,
          "How many devices one user may be logged in on.");

  public static final Setting<Integer> MAX_DEVICES =
      Setting.of(
          "max-devices",
          ValueTypes.wholeNumber("COUNT", 2, 100_000_000),
          others -> isInMemory(others) ? numberOnHeap(8 << 10, 100_000_000) : 20_000_000,
          "in memory one for each 8 KiB of the heap; elsewhere 20000000",
          "How many devices all users may be logged in on.");

  public static final Setting<Integer> FILTERS_PER_USER =
      Setting.of(
          "filters-per-user",
          ValueTypes.wholeNumber("COUNT", 1, 10_000),
          100,
          "How many filters are kept for one user.");

  public static final Setting<Long> FILTER_MEMORY =
      total(
          "filter-memory",
          32,
          "a thirty-second",
          1L << 30,
          "The space that the filters of all users take.");

  public static final Setting<Integer> ONE_TIME_KEYS_PER_DEVICE =
      Setting.of(
          "one-time-keys-per-device",
          ValueTypes.wholeNumber("COUNT", 1, 100_000),
          1_000,
          "How many one-time keys are kept for one device.");

  public static final Setting<Integer> FOLLOWED_USERS =
      Setting.of(
          "followed-users",
          ValueTypes.wholeNumber("COUNT", 1, 1_000_000),
          10_000,
          "How many users whose keys it has asked for one user is told changes of.");

  public static final Setting<Long> KEY_MEMORY =
      total("key-memory", 8, "an eighth", 16L << 30, "The space that the keys of all users take.");
  public static final Setting<Long> USER_DATA_SIZE =
      Setting.of(
          "user-data-size",
          SPACE,
          1L << 20,
          "The space that account data and profile of one user take.");

  public static final Setting<Long> USER_DATA_MEMORY =
      total(
          "user-data-memory",
          16,
          "a sixteenth",
          16L << 30,
          "The space that those of all users take.");

  public static final Setting<Long> KEY_BACKUP_SIZE =
      Setting.of(
          "key-backup-size", SPACE, 32L << 20, "The space that the key backups of one user take.");

  public static final Setting<Long> KEY_BACKUP_MEMORY =
      total(
          "key-backup-memory",
          16,
          "a sixteenth",
          64L << 30,
          "The space that those of all users take.");

  public static final Setting<Integer> INBOX_MESSAGES =
      Setting.of("inbox-messages", COUNT, 50_000, "How many messages wait for one device.");

  public static final Setting<Long> INBOX_SIZE =
      Setting.of("inbox-size", SPACE, 32L << 20, "The space that they take.");

  public static final Setting<Long> USER_INBOX_SIZE =
      Setting.of(
          "user-inbox-size",
          SPACE,
          64L << 20,
          "The space that what waits for all devices of one user takes.");

  public static final Setting<Long> INBOX_MEMORY =
      total("inbox-memory", 2, "half", 64L << 30, "The space that everything that waits takes.");

  public static final Setting<Duration> INBOX_RETENTION =
      Setting.of(
          "inbox-retention",
          ValueTypes.duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
          Duration.ofDays(90),
          "How long a message waits for its device.");

  public static final Setting<Duration> DORMANT_AFTER =
      Setting.of(
          "dormant-after",
          ValueTypes.duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
          Duration.ofDays(7),
          "After how long without a sync a device has a smaller share of inbox-memory.");

  public static final Setting<Duration> ACCESS_TOKEN_LIFETIME =
      Setting.of(
          "access-token-lifetime",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(3650)),
          Duration.ofMinutes(5),
          "How long an access token is good for that comes with a refresh token; any other does not"
              + " expire.");

  private StorageLimits() {}

  /** A bound on all together: a part of the heap where that is the store, otherwise a size. */
  private static Setting<Long> total(
      String name, int divisor, String part, long elsewhere, String help) {
    return Setting.of(
        name,
        SPACE,
        others -> isInMemory(others) ? partOfHeap(divisor) : elsewhere,
        "in memory " + part + " of the heap; elsewhere " + Units.SIZE.format(elsewhere),
        help);
  }

  private static boolean isInMemory(Settings settings) {
    return settings.get(ServerSettings.STORE).kind() == StoreAddress.Kind.MEMORY;
  }

  static int numberOnHeap(int bytesEach, int most) {
    return (int) Math.max(2, Math.min(most, Runtime.getRuntime().maxMemory() / bytesEach));
  }

  private static long partOfHeap(int divisor) {
    return Math.max(1 << 20, Math.min(1L << 40, Runtime.getRuntime().maxMemory() / divisor));
  }
}
