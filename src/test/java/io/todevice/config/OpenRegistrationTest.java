package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The configuration of registration")
class OpenRegistrationTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "example.org"})
  @DisplayName("must be decided where others can reach the server")
  void mustBeDecided(String host) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(Settings.NONE.with(ServerSettings.BIND, host)))
        .withMessage(
            "bind: "
                + host
                + " may be reached from other machines:"
                + " choose --open-registration, --closed-registration, --tokens FILE or"
                + " --homeserver-url URL");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("is what was decided, wherever the server listens")
  void decided(boolean isOpen) {
    Settings settings = Settings.NONE.with(ServerSettings.OPEN_REGISTRATION, isOpen);
    assertThat(load(settings).get(ServerSettings.OPEN_REGISTRATION)).isEqualTo(isOpen);
    assertThat(
            load(settings.with(ServerSettings.BIND, "0.0.0.0"))
                .get(ServerSettings.OPEN_REGISTRATION))
        .isEqualTo(isOpen);
  }

  @Test
  @DisplayName("is closed by tokens where others can reach the server, and only there")
  void tokens() throws IOException {
    Settings settings =
        Settings.NONE.with(
            ServerSettings.TOKENS,
            Files.writeString(
                directory.resolve("tokens.yaml"),
                "tokens: [{token: abc, user_id: '@a:localhost', device_id: D}]"));
    assertThat(
            load(settings.with(ServerSettings.BIND, "0.0.0.0"))
                .get(ServerSettings.OPEN_REGISTRATION))
        .isFalse();
    assertThat(load(settings).get(ServerSettings.OPEN_REGISTRATION)).isTrue();
  }

  @Test
  @DisplayName("can be decided in the file for an address among the options")
  void decidedInFile() throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), "open-registration: true\n");
    Settings options = Settings.NONE.with(ServerSettings.BIND, "0.0.0.0");
    assertThat(
            ConfigLoader.load(options, Map.of(), Optional.of(file))
                .get(ServerSettings.OPEN_REGISTRATION))
        .isTrue();
  }

  private static ServerConfig load(Settings settings) {
    return ConfigLoader.load(settings, Map.of(), Optional.empty());
  }
}
