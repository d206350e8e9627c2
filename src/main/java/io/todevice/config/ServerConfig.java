package io.todevice.config;

import io.todevice.domain.ApplicationService;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.settings.TokenSettings;
import io.todevice.settings.Units;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an operator decided. Immutable.
 *
 * @param settings what was set; {@link ServerSettings#OPEN_REGISTRATION} always is
 * @param fixedTokens tokens that are good from the start; without them only those that the server
 *     gives out are
 * @param clientSecret what goes with {@link TokenSettings#OAUTH_CLIENT_ID}
 * @param applicationServices each with an ID and a token of its own
 */
public record ServerConfig(
    Settings settings,
    Optional<FixedTokens> fixedTokens,
    Optional<ClientSecret> clientSecret,
    List<ApplicationService> applicationServices) {

  /** More than what a store counts for a message beside its content. */
  private static final long MESSAGE_BYTES = 1 << 10;

  /**
   * Checks what depends on two settings.
   *
   * @throws IllegalArgumentException if the content of a message may be larger than a request, or
   *     than a bound on what waits, so that it would never be delivered; or if settings about
   *     tokens of another server are incomplete
   */
  public ServerConfig {
    applicationServices = List.copyOf(applicationServices);
    long content = settings.get(RequestLimits.MAX_CONTENT_SIZE);
    long request = settings.get(RequestLimits.MAX_REQUEST_SIZE);
    if (content > request) {
      throw new IllegalArgumentException(
          "max-content-size: must not be above max-request-size, and "
              + Units.SIZE.format(content)
              + " is above "
              + Units.SIZE.format(request));
    }
    checkHolds(content, StorageLimits.INBOX_SIZE, settings);
    checkHolds(content, StorageLimits.USER_INBOX_SIZE, settings);
    checkHolds(content, StorageLimits.INBOX_MEMORY, settings);
    checkTokens(settings, clientSecret.isPresent());
    for (ApplicationService service : applicationServices) {
      if (fixedTokens.filter(fixed -> fixed.devices().containsKey(service.token())).isPresent()) {
        throw new IllegalArgumentException(
            TokenSettings.APPLICATION_SERVICES.name()
                + ": the as_token of '"
                + service.id()
                + "' is also one of the fixed tokens");
      }
    }
  }

  private static void checkTokens(Settings settings, boolean hasSecret) {
    boolean isOAuth = settings.isSet(TokenSettings.OAUTH_CLIENT_ID);
    if (isOAuth != hasSecret) {
      throw new IllegalArgumentException(
          (isOAuth ? TokenSettings.OAUTH_CLIENT_ID : TokenSettings.OAUTH_CLIENT_SECRET).name()
              + ": means something only with "
              + (isOAuth ? TokenSettings.OAUTH_CLIENT_SECRET : TokenSettings.OAUTH_CLIENT_ID)
                  .name());
    }
    boolean hasHomeserver = settings.isSet(TokenSettings.HOMESERVER_URL);
    if (isOAuth && !hasHomeserver) {
      throw new IllegalArgumentException(
          TokenSettings.OAUTH_CLIENT_ID.name()
              + ": means something only with "
              + TokenSettings.HOMESERVER_URL.name());
    }
    if (hasHomeserver && settings.get(ServerSettings.OPEN_REGISTRATION)) {
      // Anybody could make an account here with the name of one of the homeserver's users.
      throw new IllegalArgumentException(
          ServerSettings.OPEN_REGISTRATION.name()
              + ": must be off where "
              + TokenSettings.HOMESERVER_URL.name()
              + " says whose users they are");
    }
  }

  private static void checkHolds(long content, Setting<Long> bound, Settings settings) {
    if (settings.get(bound) < content + MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          bound.name()
              + ": must hold one message, which is max-content-size and 1KiB, and "
              + Units.SIZE.format(settings.get(bound))
              + " is less");
    }
  }

  /**
   * What a server runs with whose operator decides nothing: on the loopback interface, with open
   * registration.
   */
  public static ServerConfig defaults() {
    return new ServerConfig(
        Settings.NONE.with(ServerSettings.OPEN_REGISTRATION, true),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * The same with another value of a setting.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public <T> ServerConfig with(Setting<T> setting, T value) {
    return new ServerConfig(
        settings.with(setting, value), fixedTokens, clientSecret, applicationServices);
  }

  /** The same with these tokens. */
  public ServerConfig withFixedTokens(FixedTokens tokens) {
    return new ServerConfig(settings, Optional.of(tokens), clientSecret, applicationServices);
  }

  /** The same with these application services. */
  public ServerConfig withApplicationServices(List<ApplicationService> services) {
    return new ServerConfig(settings, fixedTokens, clientSecret, services);
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    return settings.get(setting);
  }

  /** Where the server listens. */
  public ListenConfig listen() {
    return new ListenConfig(get(ServerSettings.BIND), get(ServerSettings.PORT));
  }
}
