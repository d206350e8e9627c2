package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The file of settings")
class ConfigFileTest {

  private final Path directory;

  ConfigFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @DisplayName("sets what it names, by the names of the options")
  void reads() throws IOException {
    Settings settings =
        read(
            """
            bind: "::1"
            port: 9000
            server-name: example.org:8448
            open-registration: false
            max-request-size: 2MiB
            max-content-size: 2048
            max-sync-timeout: 30s
            """);
    assertThat(settings.find(ServerSettings.BIND)).contains("::1");
    assertThat(settings.find(ServerSettings.PORT)).contains(9000);
    assertThat(settings.find(ServerSettings.SERVER_NAME))
        .contains(new ServerName("example.org:8448"));
    assertThat(settings.find(ServerSettings.OPEN_REGISTRATION)).contains(false);
    assertThat(settings.find(RequestLimits.MAX_REQUEST_SIZE)).contains(2L << 20);
    assertThat(settings.find(RequestLimits.MAX_CONTENT_SIZE)).contains(2048L);
    assertThat(settings.find(RequestLimits.MAX_SYNC_TIMEOUT)).contains(Duration.ofSeconds(30));
    assertThat(settings.isSet(RequestLimits.SHUTDOWN_GRACE)).isFalse();
  }

  @Test
  @DisplayName("has its tokens file beside itself, unless that has an absolute path")
  void tokensFile() throws IOException {
    assertThat(read("tokens: secret/tokens.yaml").find(ServerSettings.TOKENS))
        .contains(directory.resolve("secret/tokens.yaml"));
    assertThat(read("tokens: /run/tokens.yaml").find(ServerSettings.TOKENS))
        .contains(Path.of("/run/tokens.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n", "{}", "\ufeff", "null"})
  @DisplayName("may set nothing")
  void empty(String text) throws IOException {
    Settings settings = read(text);
    assertThat(settings).isEqualTo(Settings.NONE);
    assertThat(ServerSettings.BASIC).noneMatch(settings::isSet);
  }

  @Test
  @DisplayName("may begin with a byte order mark")
  void byteOrderMark() throws IOException {
    assertThat(read("\ufeffport: 1").find(ServerSettings.PORT)).contains(1);
  }

  static Stream<List<String>> errors() {
    String port = "must be a whole number from 0 to 65535, not ";
    String size = "must be a size from 1KiB to 256MiB like 64KiB, not ";
    String host = "must be a host name or an IP address, not ";
    return Stream.of(
        List.of("prot: 1", ":1:1: prot: unknown key; did you mean port?"),
        List.of("PORT: 1", ":1:1: PORT: unknown key; did you mean port?"),
        List.of("--port: 1", ":1:1: --port: unknown key; did you mean port?"),
        List.of(
            "closed-registration: true",
            ":1:1: closed-registration: unknown key; did you mean open-registration?"),
        List.of("\"a\\nb\": 1", ":1:1: a?b: unknown key"),
        List.of("<<: {prt: 1}", ":1:1: prt: unknown key; did you mean port?"),
        List.of("port: 1\nport: 2", ":2:1: duplicate key"),
        List.of("port: 70000", ":1:1: port: " + port + "'70000'"),
        List.of("port: -1", ":1:1: port: " + port + "'-1'"),
        List.of("port: \"1\"", ":1:1: port: " + port + "the string '1'"),
        List.of("port: 1.0", ":1:1: port: " + port + "the number '1.0'"),
        List.of("port: 99999999999999999999", ":1:1: port: " + port + "'99999999999999999999'"),
        List.of("port: true", ":1:1: port: " + port + "the boolean 'true'"),
        List.of("port:", ":1:1: port: " + port + "empty"),
        List.of("port: [1]", ":1:1: port: " + port + "a list"),
        List.of("port: {a: 1}", ":1:1: port: " + port + "a map"),
        List.of("port: {a: 1, a: 2}", ":1:14: duplicate key"),
        List.of("port: [{a: 1, a: 2}]", ":1:15: duplicate key"),
        List.of("bind: 10", ":1:1: bind: " + host + "the number '10'"),
        List.of("bind: a b", ":1:1: bind: " + host + "'a b'"),
        List.of("bind: \"a\\nb\"", ":1:1: bind: " + host + "'a?b'"),
        List.of(
            "open-registration: maybe",
            ":1:1: open-registration: must be true or false, not the string 'maybe'"),
        List.of("max-request-size: 1KB", ":1:1: max-request-size: " + size + "'1KB'"),
        List.of("max-request-size: 1.5", ":1:1: max-request-size: " + size + "the number '1.5'"),
        List.of(
            "body-timeout: 30",
            ":1:1: body-timeout: must be a time from 1s to 1h like 30s or 5m, not the number '30'"),
        List.of("tokens: ''", ":1:1: tokens: must be the path of a file, not ''"),
        List.of("bind: b\nserver-name: *a", ":2:14: the alias has no anchor before it"),
        List.of("bind: !!binary aGk=", ":1:7: this kind of YAML value is not supported"),
        List.of("- port: 1", ": must be a map of settings"),
        List.of("port", ": must be a map of settings"),
        List.of("port: 1\n---\nport: 2", ":3:1: a second document begins"),
        List.of(
            "port: 1\n  bind: a",
            ":2:7: not valid YAML: a second ': ' in a line, or a line that is indented too far"),
        List.of("port: [1", ":1:9: not valid YAML: '[' in line 1 is not closed"),
        List.of("port: 1\n\tbind: a", ":2:1: not valid YAML: a tab does not indent"),
        List.of("bind: \0", ": not valid YAML"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName("is refused with the file, the key or the place, and the reason")
  void refuses(List<String> textAndError) throws IOException {
    Path file = write(textAndError.get(0).getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage(file + textAndError.get(1));
  }

  @Test
  @DisplayName("is refused with all its faults at once")
  void allFaults() throws IOException {
    Path file = write("port: \"no\"\nbind: a b\ntoken: x\n".getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .satisfies(
            wrong ->
                assertThat(wrong.faults())
                    .containsExactly(
                        file
                            + ":1:1: port: must be a whole number from 0 to 65535, not the string"
                            + " 'no'",
                        file + ":2:1: bind: must be a host name or an IP address, not 'a b'",
                        file + ":3:1: token: unknown key; did you mean tokens?"));
  }

  @Test
  @DisplayName("is read as it was written")
  void roundTrip() throws IOException {
    Settings settings =
        read(
            "bind: \"::1\"\n"
                + "max-request-size: 2MiB\n"
                + "max-sync-timeout: 30s\n"
                + "tokens: /a b\n"
                + "strict: true\n"
                + "port: 0");
    assertThat(read(ConfigFile.write(settings))).isEqualTo(settings);
  }

  @Test
  @DisplayName("is refused where it can't be read")
  void unreadable() throws IOException {
    Path none = directory.resolve("none.yaml");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(none))
        .withMessage(none + ": no such file");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(directory))
        .withMessage(directory + ": is a directory");
    Path latin1 = write("bind: é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(latin1))
        .withMessage(latin1 + ": is not UTF-8");
  }

  @Test
  @DisplayName("may have 4 MiB, and not more")
  void size() throws IOException {
    String comments = "#234567\n".repeat((4 << 20) / 8 - 1);
    assertThat(read(comments + "port: 1\n").find(ServerSettings.PORT)).contains(1);
    Path file = write((comments + "port: 12\n").getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage(file + ": is larger than 4MiB");
  }

  private Settings read(String text) throws IOException {
    return ConfigFile.read(write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("conf.yaml"), bytes);
  }
}
