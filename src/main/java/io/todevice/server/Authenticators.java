package io.todevice.server;

import com.github.benmanes.caffeine.cache.Ticker;
import io.todevice.config.ClientSecret;
import io.todevice.config.ConfigException;
import io.todevice.config.ServerConfig;
import io.todevice.domain.MatrixException;
import io.todevice.remote.HomeserverTokens;
import io.todevice.remote.IntrospectedTokens;
import io.todevice.remote.IntrospectionEndpoint;
import io.todevice.remote.JsonClient;
import io.todevice.remote.RemoteAuthenticator;
import io.todevice.remote.TokenSource;
import io.todevice.service.Stages;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.auth.FixedTokenAuthenticator;
import io.todevice.service.auth.StoreAuthenticator;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.TokenSettings;
import io.todevice.store.Store;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Who is asked about an access token, in this order: fixed tokens, this server's sessions, what the
 * embedding program brings, and another server.
 */
final class Authenticators implements AutoCloseable {

  private final Authenticator all;
  private final Optional<JsonClient> client;

  Authenticators(
      ServerConfig config,
      Store store,
      RequestLimiter limiter,
      InstantSource clock,
      Optional<Function<Store, Authenticator>> embedded) {
    Authenticator issued = new StoreAuthenticator(store.devices(), clock);
    Authenticator known = fixed(config, store).map(fixed -> fixed.orElse(issued)).orElse(issued);
    if (embedded.isPresent()) {
      known = known.orElse(embedded.get().apply(store));
    }
    client = config.settings().find(TokenSettings.HOMESERVER_URL).map(url -> new JsonClient());
    all =
        client.isEmpty()
            ? known
            : known.orElse(remote(config, client.get(), store, limiter, clock));
  }

  Authenticator all() {
    return all;
  }

  private static Optional<Authenticator> fixed(ServerConfig config, Store store) {
    try {
      return config
          .fixedTokens()
          .map(
              tokens ->
                  Stores.get(
                      FixedTokenAuthenticator.open(
                          store, tokens.devices(), tokens.displayNames())));
    } catch (CompletionException e) {
      if (Stages.cause(e) instanceof MatrixException) {
        throw new ConfigException(
            ServerSettings.TOKENS.name(),
            "names more devices than devices-per-user or max-devices allow");
      }
      throw e;
    }
  }

  private static Authenticator remote(
      ServerConfig config,
      JsonClient client,
      Store store,
      RequestLimiter limiter,
      InstantSource clock) {
    return new RemoteAuthenticator(
        store,
        source(config, client),
        limiter,
        config.get(TokenSettings.TOKEN_CHECK_INTERVAL),
        clock,
        Ticker.systemTicker());
  }

  private static TokenSource source(ServerConfig config, JsonClient client) {
    URI homeserver = config.get(TokenSettings.HOMESERVER_URL);
    String serverName = config.get(ServerSettings.SERVER_NAME).value();
    Optional<ClientSecret> secret = config.clientSecret();
    return secret.isPresent()
        ? new IntrospectedTokens(
            client,
            new IntrospectionEndpoint(client, homeserver),
            config.get(TokenSettings.OAUTH_CLIENT_ID),
            secret.get().value(),
            serverName)
        : new HomeserverTokens(client, homeserver, user -> user.isOn(serverName));
  }

  @Override
  public void close() {
    client.ifPresent(JsonClient::close);
  }
}
