package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.domain.AccessToken;
import io.todevice.domain.TokenHash;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.settings.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The configuration")
class ConfigLoaderTest {

  private static final String TOKENS =
      """
      tokens:
        - {token: abc, user_id: "@a:localhost", device_id: D}
      """;

  private final Path directory;

  ConfigLoaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @DisplayName("is the default where nothing is set: loopback, open registration, no tokens")
  void defaults() {
    ServerConfig config = load(Settings.NONE);
    assertThat(config).isEqualTo(ServerConfig.defaults());
    assertThat(config.listen()).isEqualTo(new ListenConfig("127.0.0.1", 8008));
    assertThat(config.get(ServerSettings.SERVER_NAME)).isEqualTo(new ServerName("localhost"));
    assertThat(config.get(ServerSettings.OPEN_REGISTRATION)).isTrue();
    assertThat(config.fixedTokens()).isEmpty();
  }

  @Test
  @DisplayName("takes every setting to its place")
  void everySetting() throws IOException {
    write("secret.txt", "secret");
    write("token.txt", "token");
    write("bridge.yaml", RegistrationFilesTest.GOOD);
    Path file =
        write(
            "all.yaml",
            """
            bind: 10.0.0.1
            port: 1
            server-name: b.org
            store: sqlite:m.db
            public-base-url: https://b.example
            open-registration: false
            homeserver-url: https://b.org:8448/path
            oauth-client-id: client
            oauth-client-secret: secret.txt
            token-check-interval: 49s
            application-services: bridge.yaml
            max-request-size: 12KiB
            max-content-size: 11KiB
            max-header-size: 13KiB
            body-stall-timeout: 14s
            body-timeout: 15s
            idle-timeout: 16s
            max-connections: 46
            max-sync-timeout: 17s
            max-sync-size: 77KiB
            store-timeout: 14s
            password-threads: 18
            password-queue: 19
            transaction-retention: 20h
            transactions-per-device: 21
            transaction-memory: 22MiB
            requests-per-second: 30
            request-burst: 31
            public-requests-per-second: 32
            public-request-burst: 33
            trusted-proxies: 4
            wrong-passwords: 35
            wrong-password-period: 36s
            max-accounts: 37
            devices-per-user: 38
            max-devices: 46
            filters-per-user: 39
            filter-memory: 47MiB
            one-time-keys-per-device: 49
            followed-users: 50
            key-memory: 51MiB
            user-data-size: 52KiB
            user-data-memory: 53MiB
            key-backup-size: 54MiB
            key-backup-memory: 55MiB
            inbox-messages: 40
            inbox-size: 41MiB
            user-inbox-size: 42MiB
            inbox-memory: 43MiB
            inbox-retention: 44d
            dormant-after: 48d
            access-token-lifetime: 23s
            shutdown-grace: 24s
            strict: true
            admin-port: 45
            strict-report: r.md
            faults: true
            faults-token: token.txt
            log-level: debug
            log-requests: true
            """);
    ServerConfig config = ConfigLoader.load(Settings.NONE, Map.of(), Optional.of(file));
    for (String line : Files.readAllLines(file)) {
      Setting<?> setting = ServerSettings.find(line.split(": ", 2)[0]).orElseThrow();
      assertThat(format(config, setting)).isEqualTo(written(line));
    }
    assertThat(Files.readAllLines(file)).hasSize(ServerSettings.list().size() - 1);
  }

  /** A path is taken from the file's own directory. */
  private String written(String line) {
    String value = line.split(": ", 2)[1];
    return List.of("r.md", "secret.txt", "token.txt", "bridge.yaml").contains(value)
        ? directory.resolve(value).toString()
        : value.replace("m.db", directory.resolve("m.db").toString());
  }

  private static <T> String format(ServerConfig config, Setting<T> setting) {
    return setting.format(config.get(setting));
  }

  @Test
  @DisplayName("is the option's where option and file differ, and the file's where no option is")
  void optionsWin() throws IOException {
    Path file = write("c.yaml", "port: 1\nserver-name: file.org\n");
    ServerConfig config =
        ConfigLoader.load(Settings.NONE.with(ServerSettings.PORT, 2), Map.of(), Optional.of(file));
    assertThat(config.listen().port()).isEqualTo(2);
    assertThat(config.get(ServerSettings.SERVER_NAME).value()).isEqualTo("file.org");
  }

  @Test
  @DisplayName("is a variable's where it and the file differ, and the option's where all three do")
  void environment() throws IOException {
    Path file = write("c.yaml", "port: 1\nserver-name: file.org\nmax-accounts: 1\n");
    Map<String, String> environment =
        Map.of(
            "TODEVICE_PORT", "2",
            "TODEVICE_SERVER_NAME", "variable.org",
            "TODEVICE_SERVICE_HOST", "of a container engine",
            "PORT", "of another program");
    ServerConfig config =
        ConfigLoader.load(
            Settings.NONE.with(ServerSettings.PORT, 3), environment, Optional.of(file));
    assertThat(config.get(ServerSettings.PORT)).isEqualTo(3);
    assertThat(config.get(ServerSettings.SERVER_NAME).value()).isEqualTo("variable.org");
    assertThat(config.get(StorageLimits.MAX_ACCOUNTS)).isEqualTo(1);
  }

  @Test
  @DisplayName("is refused with the name of the variable whose value is not allowed")
  void wrongVariable() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                ConfigLoader.load(
                    Settings.NONE,
                    Map.of("TODEVICE_PORT", "tcp://10.0.0.1:8008"),
                    Optional.empty()))
        .withMessage(
            "TODEVICE_PORT: must be a whole number from 0 to 65535, not 'tcp://10.0.0.1:8008'");
  }

  @Test
  @DisplayName("is refused where one content may be longer than a request")
  void contentAboveRequest() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(Settings.NONE.with(RequestLimits.MAX_REQUEST_SIZE, 32L << 10)))
        .withMessage(
            "max-content-size: must not be above max-request-size, and 64KiB is above 32KiB");
  }

  @Test
  @DisplayName("has the tokens of a file that stands beside the file of settings")
  void tokensBesideFile() throws IOException {
    write("tokens.yaml", TOKENS);
    Path file = write("c.yaml", "tokens: tokens.yaml\n");
    assertThat(tokens(ConfigLoader.load(Settings.NONE, Map.of(), Optional.of(file))).devices())
        .containsOnlyKeys(TokenHash.of(new AccessToken("abc")));
  }

  @Test
  @DisplayName("checks the tokens' users against the server name")
  void tokensOfServer() throws IOException {
    Path tokens = write("tokens.yaml", TOKENS);
    Settings settings =
        Settings.NONE
            .with(ServerSettings.TOKENS, tokens)
            .with(ServerSettings.SERVER_NAME, new ServerName("b.org"));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(settings))
        .withMessage(tokens + ": entry 1: user_id: must be of this server, whose name is b.org");
  }

  @Nested
  @DisplayName("of tokens of another server")
  class TokensOfAnother {

    private final Settings beside =
        Settings.NONE.with(TokenSettings.HOMESERVER_URL, URI.create("https://b.org"));

    @Test
    @DisplayName("closes registration: accounts are made on the homeserver")
    void closesRegistration() {
      assertThat(load(beside).get(ServerSettings.OPEN_REGISTRATION)).isFalse();
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> load(beside.with(ServerSettings.OPEN_REGISTRATION, true)))
          .withMessage(
              "open-registration: must be off where homeserver-url says whose users they are");
    }

    @Test
    @DisplayName("is complete, and its secret is read from a file and never shown")
    void isComplete() throws IOException {
      Settings client = Settings.NONE.with(TokenSettings.OAUTH_CLIENT_ID, "c");
      Path secret = write("secret.txt", "hidden one\n");
      Path empty = write("empty.txt", "\n");
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> load(client))
          .withMessage("oauth-client-id: means something only with oauth-client-secret");
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> load(beside.with(TokenSettings.OAUTH_CLIENT_SECRET, secret)))
          .withMessage("oauth-client-secret: means something only with oauth-client-id");
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> load(client.with(TokenSettings.OAUTH_CLIENT_SECRET, secret)))
          .withMessage("oauth-client-id: means something only with homeserver-url");
      Settings complete = beside.with(TokenSettings.OAUTH_CLIENT_ID, "c");
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> load(complete.with(TokenSettings.OAUTH_CLIENT_SECRET, empty)))
          .withMessage(empty + ": holds no secret in its first line");
      ServerConfig config = load(complete.with(TokenSettings.OAUTH_CLIENT_SECRET, secret));
      assertThat(config.clientSecret()).contains(new ClientSecret("hidden one"));
      assertThat(config.toString()).doesNotContain("hidden one");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "b.org",
          "ftp://b.org",
          "https://b.org/",
          "https://u:p@b.org",
          "https://b.org?x",
          "https:"
        })
    @DisplayName("names the homeserver by a base URL")
    void baseUrl(String url) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> TokenSettings.HOMESERVER_URL.parse(url));
    }
  }

  private static ServerConfig load(Settings settings) {
    return ConfigLoader.load(settings, Map.of(), Optional.empty());
  }

  private static FixedTokens tokens(ServerConfig config) {
    return config.fixedTokens().orElseThrow();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
