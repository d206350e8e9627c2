package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example files")
class ExampleFilesTest {

  private static final Path CONFIG = Path.of("docs/config.example.yaml");
  private static final Path TOKENS = Path.of("docs/tokens.example.yaml");
  private static final Path REGISTRATION = Path.of("docs/registration.example.yaml");
  private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z-]+): ");

  @Test
  @DisplayName("show the defaults")
  void config() {
    assertThat(ConfigLoader.load(Settings.NONE, Map.of(), Optional.of(CONFIG)))
        .isEqualTo(ServerConfig.defaults());
  }

  @Test
  @DisplayName("show every setting once")
  void everySetting() throws IOException {
    List<String> names = ServerSettings.list().stream().map(Setting::name).toList();
    assertThat(KEY.matcher(Files.readString(CONFIG)).results().map(key -> key.group(1)))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  @DisplayName("show values that are allowed also where they are commented out")
  void commentedOut(@TempDir Path directory) throws IOException {
    String all = Files.readString(CONFIG).replaceAll("(?m)^#([a-z-]+: )", "$1");
    Files.copy(TOKENS, directory.resolve("tokens.yaml"));
    Files.writeString(directory.resolve("oauth-client-secret.txt"), "secret");
    Files.writeString(directory.resolve("faults-token.txt"), "token");
    Files.copy(REGISTRATION, directory.resolve("registration.yaml"));
    Path file = Files.writeString(directory.resolve("config.yaml"), all);
    ServerConfig config = ConfigLoader.load(Settings.NONE, Map.of(), Optional.of(file));
    assertThat(config.get(RequestLimits.PASSWORD_THREADS)).isEqualTo(2);
    assertThat(config.fixedTokens()).isPresent();
    assertThat(config.clientSecret()).isPresent();
    assertThat(config.applicationServices()).hasSize(1);
  }

  @Test
  @DisplayName("show tokens for two devices")
  void tokens() {
    DeviceAddress alice =
        new DeviceAddress(new UserId("@alice:localhost"), new DeviceId("ALICEPHONE"));
    DeviceAddress bob = new DeviceAddress(new UserId("@bob:localhost"), new DeviceId("BOBLAPTOP"));
    FixedTokens tokens = FixedTokensFile.read(TOKENS, new ServerName("localhost"));
    assertThat(tokens.devices().values()).containsExactlyInAnyOrder(alice, bob);
    assertThat(tokens.displayNames()).containsOnlyKeys(alice).containsValue("Alice's phone");
  }
}
