package io.todevice.settings;

import io.todevice.text.Addresses;
import java.net.URI;
import java.nio.file.Path;
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

  public static final Setting<StoreAddress> STORE =
      Setting.of("store", StoreAddress.TYPE, StoreAddress.MEMORY, "Where everything is kept.");

  public static final Setting<URI> PUBLIC_BASE_URL =
      Setting.optional(
          "public-base-url",
          ValueTypes.baseUrl(),
          "Where clients find the server; it is told at /.well-known/matrix/client.");

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
          "The port on the loopback interface of strict mode and faults, 0 for any free one.");

  public static final Setting<Path> STRICT_REPORT =
      Setting.optional(
          "strict-report",
          ValueTypes.file(),
          "Write it there when the server stops: .md Markdown, .html HTML, .txt text, else JSON.");

  public static final Setting<Boolean> FAULTS =
      Setting.of(
          "faults",
          ValueTypes.flag(),
          () -> false,
          "off",
          "Let rules that are added at the admin port make the server wrong. For tests only.");

  public static final Setting<Path> FAULTS_TOKEN =
      Setting.optional(
          "faults-token",
          ValueTypes.file(),
          "A file with the token that adds rules; faults need it.");

  /** What most operators decide. */
  public static final List<Setting<?>> BASIC =
      List.of(
          BIND,
          PORT,
          SERVER_NAME,
          STORE,
          PUBLIC_BASE_URL,
          TOKENS,
          OPEN_REGISTRATION,
          LOG_LEVEL,
          LOG_REQUESTS);

  /** What few operators need. */
  public static final List<Setting<?>> LIMITS =
      List.of(
          RequestLimits.MAX_REQUEST_SIZE,
          RequestLimits.MAX_CONTENT_SIZE,
          RequestLimits.MAX_HEADER_SIZE,
          RequestLimits.BODY_STALL_TIMEOUT,
          RequestLimits.BODY_TIMEOUT,
          RequestLimits.IDLE_TIMEOUT,
          RequestLimits.MAX_CONNECTIONS,
          RequestLimits.MAX_SYNC_TIMEOUT,
          RequestLimits.MAX_SYNC_SIZE,
          RequestLimits.STORE_TIMEOUT,
          RequestLimits.PASSWORD_THREADS,
          RequestLimits.PASSWORD_QUEUE,
          StorageLimits.TRANSACTION_RETENTION,
          StorageLimits.TRANSACTIONS_PER_DEVICE,
          StorageLimits.TRANSACTION_MEMORY,
          RequestLimits.REQUESTS_PER_SECOND,
          RequestLimits.REQUEST_BURST,
          RequestLimits.PUBLIC_REQUESTS_PER_SECOND,
          RequestLimits.PUBLIC_REQUEST_BURST,
          RequestLimits.TRUSTED_PROXIES,
          RequestLimits.WRONG_PASSWORDS,
          RequestLimits.WRONG_PASSWORD_PERIOD,
          StorageLimits.MAX_ACCOUNTS,
          StorageLimits.DEVICES_PER_USER,
          StorageLimits.MAX_DEVICES,
          StorageLimits.FILTERS_PER_USER,
          StorageLimits.FILTER_MEMORY,
          StorageLimits.ONE_TIME_KEYS_PER_DEVICE,
          StorageLimits.FOLLOWED_USERS,
          StorageLimits.KEY_MEMORY,
          StorageLimits.USER_DATA_SIZE,
          StorageLimits.USER_DATA_MEMORY,
          StorageLimits.KEY_BACKUP_SIZE,
          StorageLimits.KEY_BACKUP_MEMORY,
          StorageLimits.INBOX_MESSAGES,
          StorageLimits.INBOX_SIZE,
          StorageLimits.USER_INBOX_SIZE,
          StorageLimits.INBOX_MEMORY,
          StorageLimits.INBOX_RETENTION,
          StorageLimits.DORMANT_AFTER,
          StorageLimits.ACCESS_TOKEN_LIFETIME,
          RequestLimits.SHUTDOWN_GRACE);

  /** Beside a homeserver. */
  public static final List<Setting<?>> TOKENS_OF_OTHERS =
      List.of(
          TokenSettings.HOMESERVER_URL,
          TokenSettings.OAUTH_CLIENT_ID,
          TokenSettings.OAUTH_CLIENT_SECRET,
          TokenSettings.TOKEN_CHECK_INTERVAL,
          TokenSettings.APPLICATION_SERVICES);

  /** What the authors of clients need. */
  public static final List<Setting<?>> STRICT_MODE = List.of(STRICT, ADMIN_PORT, STRICT_REPORT);

  /** What their tests need. */
  public static final List<Setting<?>> FAULT_MODE = List.of(FAULTS, FAULTS_TOKEN);

  private ServerSettings() {}

  /** All of them. */
  public static List<Setting<?>> list() {
    return Stream.of(BASIC, TOKENS_OF_OTHERS, LIMITS, STRICT_MODE, FAULT_MODE)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  /** The setting of this name, or empty if there is none. */
  public static Optional<Setting<?>> find(String name) {
    return list().stream().filter(setting -> setting.name().equals(name)).findFirst();
  }
}
