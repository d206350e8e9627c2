package io.todevice.settings;

import java.time.Duration;

/** The settings that bound what requests and connections may take, and how often. */
public final class RequestLimits {

  private static final ValueType<Integer> RATE = ValueTypes.wholeNumber("COUNT", 0, 1_000_000);
  private static final ValueType<Integer> BURST = ValueTypes.wholeNumber("COUNT", 1, 1_000_000);
  private static final ValueType<Long> BODY_SIZE = ValueTypes.size(1 << 10, 256 << 20);
  private static final ValueType<Duration> TIMEOUT =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1));

  public static final Setting<Long> MAX_REQUEST_SIZE =
      Setting.of("max-request-size", BODY_SIZE, 1L << 20, "The longest request body.");

  public static final Setting<Long> MAX_CONTENT_SIZE =
      Setting.of("max-content-size", BODY_SIZE, 64L << 10, "The longest content of one message.");

  public static final Setting<Long> MAX_HEADER_SIZE =
      Setting.of(
          "max-header-size",
          ValueTypes.size(1 << 10, 1 << 20),
          32L << 10,
          "The longest request line and headers together.");

  public static final Setting<Duration> BODY_STALL_TIMEOUT =
      Setting.of(
          "body-stall-timeout",
          TIMEOUT,
          Duration.ofSeconds(10),
          "How long a request body may make no progress.");

  public static final Setting<Duration> BODY_TIMEOUT =
      Setting.of(
          "body-timeout",
          TIMEOUT,
          Duration.ofSeconds(30),
          "How long a whole request body may take to arrive.");

  public static final Setting<Duration> IDLE_TIMEOUT =
      Setting.of(
          "idle-timeout",
          TIMEOUT,
          // Longer than proxies in front keep a connection that they may use again.
          Duration.ofSeconds(130),
          "How long a connection may stay without a request.");

  public static final Setting<Integer> MAX_CONNECTIONS =
      Setting.of(
          "max-connections",
          ValueTypes.wholeNumber("COUNT", 2, 1_000_000),
          () -> StorageLimits.numberOnHeap(64 << 10, 1_000_000),
          "one for every 64KiB of the heap",
          "How many connections may be open; beyond it one is closed that never had a good token.");

  public static final Setting<Duration> MAX_SYNC_TIMEOUT =
      Setting.of(
          "max-sync-timeout",
          ValueTypes.duration(Duration.ZERO, Duration.ofHours(1)),
          Duration.ofMinutes(5),
          "The longest that a sync waits.");

  public static final Setting<Long> MAX_SYNC_SIZE =
      Setting.of(
          "max-sync-size",
          ValueTypes.size(1 << 10, 1L << 40),
          1L << 20,
          "How large the messages of one sync are together; one comes in any case.");

  public static final Setting<Duration> STORE_TIMEOUT =
      Setting.of(
          "store-timeout",
          ValueTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          Duration.ofSeconds(15),
          "How long a store may take for one operation before the request is answered 503.");

  public static final Setting<Integer> PASSWORD_THREADS =
      Setting.of(
          "password-threads",
          ValueTypes.wholeNumber("COUNT", 1, 256),
          RequestLimits::halfOfTheProcessors,
          "half of the processors",
          "How many passwords are checked at the same time; each takes 19 MiB.");

  public static final Setting<Integer> PASSWORD_QUEUE =
      Setting.of(
          "password-queue",
          ValueTypes.wholeNumber("COUNT", 1, 10_000),
          64,
          "How many more wait for that; beyond them, whoever has most waiting is refused.");

  public static final Setting<Integer> REQUESTS_PER_SECOND =
      Setting.of(
          "requests-per-second",
          RATE,
          100,
          "How many requests one device may make in a second, 0 for any number.");

  public static final Setting<Integer> REQUEST_BURST =
      Setting.of("request-burst", BURST, 2_000, "How many it may make at once.");

  public static final Setting<Integer> PUBLIC_REQUESTS_PER_SECOND =
      Setting.of(
          "public-requests-per-second",
          RATE,
          20,
          "How many requests without a token may come from one address in a second, 0 for any"
              + " number.");

  public static final Setting<Integer> PUBLIC_REQUEST_BURST =
      Setting.of("public-request-burst", BURST, 200, "How many may at once.");

  public static final Setting<Integer> TRUSTED_PROXIES =
      Setting.of(
          "trusted-proxies",
          ValueTypes.wholeNumber("COUNT", 0, 16),
          0,
          "How many proxies every request comes through that add to X-Forwarded-For.");

  public static final Setting<Integer> WRONG_PASSWORDS =
      Setting.of(
          "wrong-passwords",
          ValueTypes.wholeNumber("COUNT", 0, 10_000),
          10,
          "How many wrong passwords may be tried for one account, 0 for any number.");

  public static final Setting<Duration> WRONG_PASSWORD_PERIOD =
      Setting.of(
          "wrong-password-period",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          Duration.ofMinutes(1),
          "How long until so many may be tried again.");

  public static final Setting<Duration> SHUTDOWN_GRACE =
      Setting.of(
          "shutdown-grace",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          Duration.ofSeconds(10),
          "How long a stop waits for the requests that were accepted.");

  private RequestLimits() {}

  private static int halfOfTheProcessors() {
    return Math.max(1, Math.min(256, Runtime.getRuntime().availableProcessors() / 2));
  }
}
