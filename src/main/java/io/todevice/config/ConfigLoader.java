package io.todevice.config;

import java.nio.file.Path;
import java.util.Optional;

/** Makes the configuration out of what an operator set, and of the defaults. */
public final class ConfigLoader {

  private ConfigLoader() {}

  /**
   * The configuration for these options and this file. An option wins over the file; what neither
   * sets is as in {@link ServerConfig#defaults}.
   *
   * <p>Registration is open exactly where only this machine can reach the server, unless it is set.
   * Where others can reach it, how users come to their accounts must have been decided: by setting
   * registration, or by fixed tokens, which close it.
   *
   * @throws ConfigException with one line for the operator
   */
  public static ServerConfig load(Settings options, Optional<Path> configFile) {
    Settings settings = options.orElse(configFile.map(ConfigFile::read).orElse(Settings.NONE));
    ListenConfig listen =
        new ListenConfig(
            settings.find(ServerSettings.BIND).orElse(ListenConfig.DEFAULT.host()),
            settings.find(ServerSettings.PORT).orElse(ListenConfig.DEFAULT.port()));
    ServerName serverName = settings.find(ServerSettings.SERVER_NAME).orElse(ServerName.DEFAULT);
    Optional<Path> tokens = settings.find(ServerSettings.TOKENS);
    boolean isOpen =
        settings
            .find(ServerSettings.OPEN_REGISTRATION)
            .orElseGet(() -> isOpenByDefault(listen, tokens.isPresent()));
    return new ServerConfig(
        listen,
        serverName,
        new RegistrationConfig(isOpen),
        tokens.map(file -> FixedTokensFile.read(file, serverName)),
        limits(settings),
        settings
            .find(ServerSettings.ACCESS_TOKEN_LIFETIME)
            .map(SessionConfig::new)
            .orElse(SessionConfig.DEFAULT),
        settings.find(ServerSettings.SHUTDOWN_GRACE).orElse(ServerConfig.DEFAULT_GRACE),
        strict(settings));
  }

  private static Optional<StrictConfig> strict(Settings settings) {
    return settings
        .find(StrictSettings.STRICT)
        .filter(isStrict -> isStrict)
        .map(
            isStrict ->
                new StrictConfig(
                    settings
                        .find(StrictSettings.ADMIN_PORT)
                        .orElse(StrictConfig.DEFAULT_ADMIN_PORT),
                    settings.find(StrictSettings.STRICT_REPORT)));
  }

  private static boolean isOpenByDefault(ListenConfig listen, boolean hasTokens) {
    if (!listen.isLoopback() && !hasTokens) {
      throw new ConfigException(
          ServerSettings.BIND.name(),
          listen.host()
              + " may be reached from other machines:"
              + " choose --open-registration, --closed-registration or --tokens FILE");
    }
    return listen.isLoopback();
  }

  private static LimitsConfig limits(Settings settings) {
    LimitsConfig defaults = LimitsConfig.forThisMachine();
    PasswordWorkers workers = defaults.passwordWorkers();
    TransactionLimits transactions = defaults.transactions();
    return new LimitsConfig(
        requests(settings, defaults.requests()),
        rates(settings, defaults.rates()),
        settings.find(ServerSettings.MAX_SYNC_TIMEOUT).orElse(defaults.maxSyncTimeout()),
        settings.find(ServerSettings.MAX_SYNC_SIZE).orElse(defaults.maxSyncBytes()),
        new PasswordWorkers(
            settings.find(ServerSettings.PASSWORD_THREADS).orElse(workers.threads()),
            settings.find(ServerSettings.PASSWORD_QUEUE).orElse(workers.queueLength())),
        new TransactionLimits(
            settings.find(ServerSettings.TRANSACTION_RETENTION).orElse(transactions.retention()),
            settings.find(ServerSettings.TRANSACTIONS_PER_DEVICE).orElse(transactions.perDevice()),
            settings.find(ServerSettings.TRANSACTION_MEMORY).orElse(transactions.maxBytes())),
        inboxes(settings, defaults.inboxes()),
        accounts(settings, defaults.accounts()));
  }

  private static RateLimits rates(Settings settings, RateLimits defaults) {
    RequestRate device = defaults.perDevice();
    RequestRate address = defaults.perAddress();
    return new RateLimits(
        new RequestRate(
            settings.find(ServerSettings.REQUESTS_PER_SECOND).orElse(device.perSecond()),
            settings.find(ServerSettings.REQUEST_BURST).orElse(device.burst())),
        new RequestRate(
            settings.find(ServerSettings.PUBLIC_REQUESTS_PER_SECOND).orElse(address.perSecond()),
            settings.find(ServerSettings.PUBLIC_REQUEST_BURST).orElse(address.burst())),
        settings.find(ServerSettings.WRONG_PASSWORDS).orElse(defaults.wrongPasswords()),
        settings.find(ServerSettings.WRONG_PASSWORD_PERIOD).orElse(defaults.wrongPasswordPeriod()),
        settings.find(ServerSettings.TRUSTED_PROXIES).orElse(defaults.trustedProxies()));
  }

  private static InboxLimits inboxes(Settings settings, InboxLimits defaults) {
    return new InboxLimits(
        settings.find(ServerSettings.INBOX_MESSAGES).orElse(defaults.messages()),
        settings.find(ServerSettings.INBOX_SIZE).orElse(defaults.bytes()),
        settings.find(ServerSettings.USER_INBOX_SIZE).orElse(defaults.bytesPerUser()),
        settings.find(ServerSettings.INBOX_MEMORY).orElse(defaults.bytesInAll()),
        settings.find(ServerSettings.INBOX_RETENTION).orElse(defaults.retention()));
  }

  private static AccountLimits accounts(Settings settings, AccountLimits defaults) {
    return new AccountLimits(
        settings.find(ServerSettings.MAX_ACCOUNTS).orElse(defaults.accounts()),
        settings.find(ServerSettings.DEVICES_PER_USER).orElse(defaults.devicesPerUser()),
        settings.find(ServerSettings.FILTERS_PER_USER).orElse(defaults.filtersPerUser()));
  }

  private static RequestLimits requests(Settings settings, RequestLimits defaults) {
    try {
      return new RequestLimits(
          bytes(settings, ServerSettings.MAX_REQUEST_SIZE, defaults.maxRequestBytes()),
          bytes(settings, ServerSettings.MAX_CONTENT_SIZE, defaults.maxContentBytes()),
          bytes(settings, ServerSettings.MAX_HEADER_SIZE, defaults.maxHeaderBytes()),
          settings.find(ServerSettings.BODY_STALL_TIMEOUT).orElse(defaults.bodyStallTimeout()),
          settings.find(ServerSettings.BODY_TIMEOUT).orElse(defaults.bodyTimeout()),
          settings.find(ServerSettings.IDLE_TIMEOUT).orElse(defaults.idleTimeout()));
    } catch (IllegalArgumentException twoThatDoNotFit) {
      throw new ConfigException(String.valueOf(twoThatDoNotFit.getMessage()));
    }
  }

  private static int bytes(Settings settings, Setting<Long> setting, int otherwise) {
    return settings.find(setting).map(Math::toIntExact).orElse(otherwise);
  }
}
