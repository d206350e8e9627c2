package io.todevice.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings that there are. */
public final class ServerSettings {

  /** {@link ListenConfig#host}. */
  public static final Setting<String> BIND =
      new Setting<>(
          "bind",
          ListenConfig.HOST,
          "The host name or IP address to listen on. Default: 127.0.0.1");

  /** {@link ListenConfig#port}. */
  public static final Setting<Integer> PORT =
      new Setting<>(
          "port", ListenConfig.PORT, "The port to listen on, 0 for any free one. Default: 8008");

  /** {@link ServerConfig#serverName}. */
  public static final Setting<ServerName> SERVER_NAME =
      new Setting<>(
          "server-name",
          ServerName.TYPE,
          "The name behind the colon of user IDs. Default: localhost");

  /** Where to read {@link ServerConfig#fixedTokens} from. */
  public static final Setting<Path> TOKENS =
      new Setting<>(
          "tokens",
          ValueTypes.file(),
          "A YAML file of access tokens that are good from the start.");

  /** {@link RegistrationConfig#open}. */
  public static final Setting<Boolean> OPEN_REGISTRATION =
      new Setting<>(
          "open-registration",
          ValueTypes.flag(),
          "Let anybody make an account. Default on a loopback address.");

  /** {@link RequestLimits#maxRequestBytes}. */
  public static final Setting<Long> MAX_REQUEST_SIZE =
      new Setting<>(
          "max-request-size", RequestLimits.BODY_SIZE, "The longest request body. Default: 1MiB");

  /** {@link RequestLimits#maxContentBytes}. */
  public static final Setting<Long> MAX_CONTENT_SIZE =
      new Setting<>(
          "max-content-size",
          RequestLimits.BODY_SIZE,
          "The longest content of one message. Default: 64KiB");

  /** {@link RequestLimits#maxHeaderBytes}. */
  public static final Setting<Long> MAX_HEADER_SIZE =
      new Setting<>(
          "max-header-size",
          RequestLimits.HEADER_SIZE,
          "The longest request line and headers together. Default: 32KiB");

  /** {@link RequestLimits#bodyStallTimeout}. */
  public static final Setting<Duration> BODY_STALL_TIMEOUT =
      new Setting<>(
          "body-stall-timeout",
          RequestLimits.TIMEOUT,
          "How long a request body may make no progress. Default: 10s");

  /** {@link RequestLimits#bodyTimeout}. */
  public static final Setting<Duration> BODY_TIMEOUT =
      new Setting<>(
          "body-timeout",
          RequestLimits.TIMEOUT,
          "How long a whole request body may take to arrive. Default: 30s");

  /** {@link RequestLimits#idleTimeout}. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      new Setting<>(
          "idle-timeout",
          RequestLimits.TIMEOUT,
          "How long a connection may stay without a request. Default: 75s");

  /** {@link LimitsConfig#maxSyncTimeout}. */
  public static final Setting<Duration> MAX_SYNC_TIMEOUT =
      new Setting<>(
          "max-sync-timeout",
          LimitsConfig.SYNC_TIMEOUT,
          "The longest that a sync waits. Default: 5m");

  /** {@link LimitsConfig#maxSyncBytes}. */
  public static final Setting<Long> MAX_SYNC_SIZE =
      new Setting<>(
          "max-sync-size",
          InboxLimits.SIZE,
          "How large the messages of one sync are together; one comes in any case. Default: 1MiB");

  /** {@link PasswordWorkers#threads}. */
  public static final Setting<Integer> PASSWORD_THREADS =
      new Setting<>(
          "password-threads",
          PasswordWorkers.THREADS,
          "How many passwords are checked at the same time. Default: half of the processors");

  /** {@link PasswordWorkers#queueLength}. */
  public static final Setting<Integer> PASSWORD_QUEUE =
      new Setting<>(
          "password-queue",
          PasswordWorkers.QUEUE_LENGTH,
          "How many more wait for that; the next one is turned down. Default: 64");

  /** {@link TransactionLimits#retention}. */
  public static final Setting<Duration> TRANSACTION_RETENTION =
      new Setting<>(
          "transaction-retention",
          TransactionLimits.RETENTION,
          "How long a transaction is remembered. Default: 1h");

  /** {@link TransactionLimits#perDevice}. */
  public static final Setting<Integer> TRANSACTIONS_PER_DEVICE =
      new Setting<>(
          "transactions-per-device",
          TransactionLimits.PER_DEVICE,
          "How many of one device are. Default: 10000");

  /** {@link TransactionLimits#maxBytes}. */
  public static final Setting<Long> TRANSACTION_MEMORY =
      new Setting<>(
          "transaction-memory",
          TransactionLimits.MEMORY,
          "The memory that all of them take together. Default: an eighth of the heap");

  /** {@link RequestRate#perSecond} of {@link RateLimits#perDevice}. */
  public static final Setting<Integer> REQUESTS_PER_SECOND =
      new Setting<>(
          "requests-per-second",
          RequestRate.PER_SECOND,
          "How many requests one device may make in a second, 0 for any number. Default: 100");

  /** {@link RequestRate#burst} of {@link RateLimits#perDevice}. */
  public static final Setting<Integer> REQUEST_BURST =
      new Setting<>(
          "request-burst", RequestRate.BURST, "How many it may make at once. Default: 2000");

  /** {@link RequestRate#perSecond} of {@link RateLimits#perAddress}. */
  public static final Setting<Integer> PUBLIC_REQUESTS_PER_SECOND =
      new Setting<>(
          "public-requests-per-second",
          RequestRate.PER_SECOND,
          "How many requests without a token may come from one address in a second, 0 for any"
              + " number. Default: 20");

  /** {@link RequestRate#burst} of {@link RateLimits#perAddress}. */
  public static final Setting<Integer> PUBLIC_REQUEST_BURST =
      new Setting<>(
          "public-request-burst", RequestRate.BURST, "How many may at once. Default: 200");

  /** {@link RateLimits#trustedProxies}. */
  public static final Setting<Integer> TRUSTED_PROXIES =
      new Setting<>(
          "trusted-proxies",
          RateLimits.PROXIES,
          "How many proxies every request comes through that add to X-Forwarded-For. Default: 0");

  /** {@link RateLimits#wrongPasswords}. */
  public static final Setting<Integer> WRONG_PASSWORDS =
      new Setting<>(
          "wrong-passwords",
          RateLimits.WRONG_PASSWORDS,
          "How many wrong passwords may be tried for one account, 0 for any number. Default: 10");

  /** {@link RateLimits#wrongPasswordPeriod}. */
  public static final Setting<Duration> WRONG_PASSWORD_PERIOD =
      new Setting<>(
          "wrong-password-period",
          RateLimits.PERIOD,
          "How long until so many may be tried again. Default: 1m");

  /** {@link AccountLimits#accounts}. */
  public static final Setting<Integer> MAX_ACCOUNTS =
      new Setting<>(
          "max-accounts",
          AccountLimits.ACCOUNTS,
          "How many accounts there may be before registering is refused. Default: 100000");

  /** {@link AccountLimits#devicesPerUser}. */
  public static final Setting<Integer> DEVICES_PER_USER =
      new Setting<>(
          "devices-per-user",
          AccountLimits.DEVICES,
          "How many devices one user may be logged in on. Default: 1000");

  /** {@link AccountLimits#filtersPerUser}. */
  public static final Setting<Integer> FILTERS_PER_USER =
      new Setting<>(
          "filters-per-user",
          AccountLimits.FILTERS,
          "How many filters are kept for one user. Default: 100");

  /** {@link InboxLimits#messages}. */
  public static final Setting<Integer> INBOX_MESSAGES =
      new Setting<>(
          "inbox-messages",
          InboxLimits.MESSAGES,
          "How many messages wait for one device. Default: 50000");

  /** {@link InboxLimits#bytes}. */
  public static final Setting<Long> INBOX_SIZE =
      new Setting<>("inbox-size", InboxLimits.SIZE, "The memory that they take. Default: 32MiB");

  /** {@link InboxLimits#bytesPerUser}. */
  public static final Setting<Long> USER_INBOX_SIZE =
      new Setting<>(
          "user-inbox-size",
          InboxLimits.SIZE,
          "The memory that what waits for all devices of one user takes. Default: 64MiB");

  /** {@link InboxLimits#bytesInAll}. */
  public static final Setting<Long> INBOX_MEMORY =
      new Setting<>(
          "inbox-memory",
          InboxLimits.MEMORY,
          "The memory that everything that waits takes. Default: half of the heap");

  /** {@link InboxLimits#retention}. */
  public static final Setting<Duration> INBOX_RETENTION =
      new Setting<>(
          "inbox-retention",
          InboxLimits.RETENTION,
          "How long a message waits for its device. Default: 90d");

  /** {@link SessionConfig#accessTokenLifetime}. */
  public static final Setting<Duration> ACCESS_TOKEN_LIFETIME =
      new Setting<>(
          "access-token-lifetime",
          SessionConfig.LIFETIME,
          "How long an access token is good for that comes with a refresh token. Default: 5m");

  /** {@link ServerConfig#shutdownGrace}. */
  public static final Setting<Duration> SHUTDOWN_GRACE =
      new Setting<>(
          "shutdown-grace",
          ServerConfig.GRACE,
          "How long a stop waits for the requests that were accepted. Default: 10s");

  /** What most operators decide. */
  public static final List<Setting<?>> BASIC =
      List.of(BIND, PORT, SERVER_NAME, TOKENS, OPEN_REGISTRATION);

  /** What few operators need. */
  public static final List<Setting<?>> LIMITS =
      List.of(
          MAX_REQUEST_SIZE,
          MAX_CONTENT_SIZE,
          MAX_HEADER_SIZE,
          BODY_STALL_TIMEOUT,
          BODY_TIMEOUT,
          IDLE_TIMEOUT,
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
          FILTERS_PER_USER,
          INBOX_MESSAGES,
          INBOX_SIZE,
          USER_INBOX_SIZE,
          INBOX_MEMORY,
          INBOX_RETENTION,
          ACCESS_TOKEN_LIFETIME,
          SHUTDOWN_GRACE);

  private ServerSettings() {}

  /** All of them. */
  public static List<Setting<?>> list() {
    return Stream.of(BASIC, LIMITS, StrictSettings.LIST).<Setting<?>>flatMap(List::stream).toList();
  }

  /** The setting of this name, or empty if there is none. */
  public static Optional<Setting<?>> find(String name) {
    return list().stream().filter(setting -> setting.name().equals(name)).findFirst();
  }
}
