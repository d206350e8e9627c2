package io.todevice.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The settings that there are. */
public final class ServerSettings {

  private static final ValueType<String> HOST =
      ValueTypes.text(
          String.class, "HOST", "a host name or an IP address", Addresses::findHost, host -> host);

  private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");
  private static final ValueType<Integer> PORT_NUMBER = ValueTypes.wholeNumber("PORT", 0, 65_535);
  private static final ValueType<Integer> COUNT = ValueTypes.wholeNumber("COUNT", 1, 100_000_000);
  private static final ValueType<Integer> RATE = ValueTypes.wholeNumber("COUNT", 0, 1_000_000);
  private static final ValueType<Integer> BURST = ValueTypes.wholeNumber("COUNT", 1, 1_000_000);
  private static final ValueType<Long> BODY_SIZE = ValueTypes.size(1 << 10, 256 << 20);
  private static final ValueType<Long> INBOX_SIZE_TYPE = ValueTypes.size(64 << 10, 1L << 40);
  private static final ValueType<Long> MEMORY = ValueTypes.size(1 << 20, 1L << 40);
  private static final ValueType<Duration> TIMEOUT =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1));

  public static final Setting<String> BIND =
      Setting.of("bind", HOST, "127.0.0.1", "The host name or IP address to listen on.");

  public static final Setting<Integer> PORT =
      Setting.of("port", PORT_NUMBER, 8008, "The port to listen on, 0 for any free one.");

  public static final Setting<ServerName> SERVER_NAME =
      Setting.of(
          "server-name",
          ServerName.TYPE,
          new ServerName("localhost"),
          "The name behind the colon of user IDs.");

  public static final Setting<Path> TOKENS =
      Setting.optional(
          "tokens",
          ValueTypes.file(),
          "A YAML file of access tokens that are good from the start.");

  public static final Setting<Boolean> OPEN_REGISTRATION =
      Setting.optional(
          "open-registration",
          ValueTypes.flag(),
          "Let anybody make an account. Default on a loopback address.");

  public static final Setting<String> LOG_LEVEL =
      Setting.of(
          "log-level",
          ValueTypes.text(
              String.class,
              "LEVEL",
              "error, warn, info, debug or trace",
              text -> Optional.of(text).filter(LEVELS::contains),
              level -> level),
          "info",
          "What is written to the log, which is standard error.");

  public static final Setting<Boolean> LOG_REQUESTS =
      Setting.of(
          "log-requests",
          ValueTypes.flag(),
          () -> false,
          "off",
          "Log a line for every request: method, path without query, status, time, device.");

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
          () -> numberOnHeap(64 << 10, 1_000_000),
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
          INBOX_SIZE_TYPE,
          1L << 20,
          "How large the messages of one sync are together; one comes in any case.");

  public static final Setting<Integer> PASSWORD_THREADS =
      Setting.of(
          "password-threads",
          ValueTypes.wholeNumber("COUNT", 1, 256),
          ServerSettings::halfOfTheProcessors,
          "half of the processors",
          "How many passwords are checked at the same time; each takes 19 MiB.");

  public static final Setting<Integer> PASSWORD_QUEUE =
      Setting.of(
          "password-queue",
          ValueTypes.wholeNumber("COUNT", 1, 10_000),
          64,
          "How many more wait for that; beyond them, whoever has most waiting is refused.");

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
      Setting.of(
          "transaction-memory",
          MEMORY,
          () -> partOfHeap(8),
          "an eighth of the heap",
          "The memory that all of them take together.");

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

  public static final Setting<Integer> MAX_ACCOUNTS =
      Setting.of(
          "max-accounts",
          COUNT,
          () -> numberOnHeap(16 << 10, 100_000),
          "one for each 16 KiB of the heap, at most 100000",
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
          () -> numberOnHeap(8 << 10, 100_000_000),
          "one for each 8 KiB of the heap",
          "How many devices all users may be logged in on.");

  public static final Setting<Integer> FILTERS_PER_USER =
      Setting.of(
          "filters-per-user",
          ValueTypes.wholeNumber("COUNT", 1, 10_000),
          100,
          "How many filters are kept for one user.");

  public static final Setting<Long> FILTER_MEMORY =
      Setting.of(
          "filter-memory",
          MEMORY,
          () -> partOfHeap(32),
          "a thirty-second of the heap",
          "The memory that the filters of all users take.");

  public static final Setting<Integer> INBOX_MESSAGES =
      Setting.of("inbox-messages", COUNT, 50_000, "How many messages wait for one device.");

  public static final Setting<Long> INBOX_SIZE =
      Setting.of("inbox-size", INBOX_SIZE_TYPE, 32L << 20, "The memory that they take.");

  public static final Setting<Long> USER_INBOX_SIZE =
      Setting.of(
          "user-inbox-size",
          INBOX_SIZE_TYPE,
          64L << 20,
          "The memory that what waits for all devices of one user takes.");

  public static final Setting<Long> INBOX_MEMORY =
      Setting.of(
          "inbox-memory",
          MEMORY,
          () -> partOfHeap(2),
          "half of the heap",
          "The memory that everything that waits takes.");

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

  public static final Setting<Duration> SHUTDOWN_GRACE =
      Setting.of(
          "shutdown-grace",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          Duration.ofSeconds(10),
          "How long a stop waits for the requests that were accepted.");

  public static final Setting<Boolean> STRICT =
      Setting.of(
          "strict",
          ValueTypes.flag(),
          () -> false,
          "off",
          "Tell what clients do wrong: on the log, at the admin port, and when the server stops.");

  public static final Setting<Integer> ADMIN_PORT =
      Setting.of(
          "admin-port",
          PORT_NUMBER,
          8009,
          "The port on the loopback interface to show it at, 0 for any free one.");

  public static final Setting<Path> STRICT_REPORT =
      Setting.optional(
          "strict-report",
          ValueTypes.file(),
          "Write it there when the server stops: .md Markdown, .html HTML, .txt text, else JSON.");

  /** What most operators decide. */
  public static final List<Setting<?>> BASIC =
      List.of(BIND, PORT, SERVER_NAME, TOKENS, OPEN_REGISTRATION, LOG_LEVEL, LOG_REQUESTS);

  /** What few operators need. */
  public static final List<Setting<?>> LIMITS =
      List.of(
          MAX_REQUEST_SIZE,
          MAX_CONTENT_SIZE,
          MAX_HEADER_SIZE,
          BODY_STALL_TIMEOUT,
          BODY_TIMEOUT,
          IDLE_TIMEOUT,
          MAX_CONNECTIONS,
          MAX_SYNC_TIMEOUT,
          MAX_SYNC_SIZE,
          PASSWORD_THREADS,
          PASSWORD_QUEUE,
          TRANSACTION_RETENTION,
          TRANSACTIONS_PER_DEVICE,
          TRANSACTION_MEMORY,
          REQUESTS_PER_SECOND,
          REQUEST_BURST,
          PUBLIC_REQUESTS_PER_SECOND,
          PUBLIC_REQUEST_BURST,
          TRUSTED_PROXIES,
          WRONG_PASSWORDS,
          WRONG_PASSWORD_PERIOD,
          MAX_ACCOUNTS,
          DEVICES_PER_USER,
          MAX_DEVICES,
          FILTERS_PER_USER,
          FILTER_MEMORY,
          INBOX_MESSAGES,
          INBOX_SIZE,
          USER_INBOX_SIZE,
          INBOX_MEMORY,
          INBOX_RETENTION,
          DORMANT_AFTER,
          ACCESS_TOKEN_LIFETIME,
          SHUTDOWN_GRACE);

  /** What the authors of clients need. */
  public static final List<Setting<?>> STRICT_MODE = List.of(STRICT, ADMIN_PORT, STRICT_REPORT);

  private ServerSettings() {}

  /** All of them. */
  public static List<Setting<?>> list() {
    return Stream.of(BASIC, LIMITS, STRICT_MODE).<Setting<?>>flatMap(List::stream).toList();
  }

  /** The setting of this name, or empty if there is none. */
  public static Optional<Setting<?>> find(String name) {
    return list().stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  private static int halfOfTheProcessors() {
    return Math.max(1, Math.min(256, Runtime.getRuntime().availableProcessors() / 2));
  }

  private static int numberOnHeap(int bytesEach, int most) {
    return (int) Math.max(2, Math.min(most, Runtime.getRuntime().maxMemory() / bytesEach));
  }

  private static long partOfHeap(int divisor) {
    return Math.max(1 << 20, Math.min(1L << 40, Runtime.getRuntime().maxMemory() / divisor));
  }
}
