package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.todevice.cli.LogCapture;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The file of fixed tokens")
class FixedTokensFileTest {

  private static final ServerName SERVER = new ServerName("example.org");
  private static final String SECRET = "s3cretS3cret";
  private static final String ALICE = "user_id: '@alice:example.org', device_id: PHONE";

  private static final String SAME_NAME = "an earlier entry gives the device another one";
  private static final String TOKEN_GRAMMAR =
      "must be at most 1024 letters, digits and ._~+/- with = only at the end";

  private final Path directory;

  FixedTokensFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @RegisterExtension final LogCapture log = new LogCapture(FilePermissions.class);

  @Test
  @DisplayName("gives each token its device, and devices their names")
  void reads() throws IOException {
    FixedTokens tokens =
        read(
            """
            tokens:
              - token: aaa
                user_id: "@alice:example.org"
                device_id: PHONE
                display_name: Alice's phone
              - {token: b-._~+/1==, user_id: "@bob:example.org", device_id: "LAP TOP"}
              - {token: ccc, user_id: "@alice:example.org", device_id: PHONE}
            """);
    DeviceAddress alice = device("@alice:example.org", "PHONE");
    assertThat(tokens.devices())
        .isEqualTo(
            Map.of(
                hash("aaa"),
                alice,
                hash("b-._~+/1=="),
                device("@bob:example.org", "LAP TOP"),
                hash("ccc"),
                alice));
    assertThat(tokens.displayNames()).isEqualTo(Map.of(alice, "Alice's phone"));
  }

  @ParameterizedTest
  @CsvSource({"1024, true", "1025, false"})
  @DisplayName("takes tokens of up to 1024 characters")
  void longestToken(int length, boolean isAllowed) throws IOException {
    Path file = write("tokens: [{token: " + "a".repeat(length) + ", " + ALICE + "}]");
    assertThat(
            catchThrowableOfType(ConfigException.class, () -> FixedTokensFile.read(file, SERVER)))
        .matches(e -> (e == null) == isAllowed);
  }

  static Stream<List<String>> fileErrors() {
    String map = ": must be a map with tokens as its only key";
    String list = ": tokens: must be a list of at least one entry";
    return Stream.of(
        List.of("", map),
        List.of("# nothing", map),
        List.of("- " + SECRET, map),
        List.of(SECRET, map),
        List.of("{}", map),
        List.of(SECRET + ": 1", map),
        List.of("tokens: [{token: a, " + ALICE + "}]\nother: 1", map),
        List.of("tokens: []", list),
        List.of("tokens:", list),
        List.of("tokens: " + SECRET, list),
        List.of("tokens: {" + SECRET + ": {" + ALICE + "}}", list),
        List.of("tokens: {" + SECRET + ": 1, " + SECRET + ": 2}", ":1:27: duplicate key"),
        List.of("tokens: [{token: a, token: " + SECRET + "}]", ":1:21: duplicate key"),
        List.of("tokens:\n- *" + SECRET, ":2:3: the alias has no anchor before it"),
        List.of(
            "tokens:\n- token: @" + SECRET,
            ":2:10: not valid YAML: a text that begins with '@', '`' or '%' needs quotes"),
        List.of("tokens:\n- token: !x!" + SECRET + " a", ":2:10: not valid YAML"));
  }

  static Stream<List<String>> entryErrors() {
    String user = "user_id: '@alice:example.org', ";
    String device = "device_id: PHONE, ";
    String token = "token: " + SECRET + ", ";
    String nul = "must be text without NUL";
    String quotes = "must be a string; put it in quotes";
    return Stream.of(
        List.of(SECRET, ": must be a map with token, user_id and device_id"),
        List.of(
            "{" + token + user + device + "name: x}",
            ": has an unknown key beside token, user_id, device_id and display_name"),
        List.of(
            "{" + SECRET + ": x}",
            ": has an unknown key beside token, user_id, device_id and display_name"),
        List.of("{" + user + device + "}", ": token: is missing"),
        List.of("{" + token + device + "}", ": user_id: is missing"),
        List.of("{" + token + user + "}", ": device_id: is missing"),
        List.of("{token: 123, " + ALICE + "}", ": token: " + quotes),
        List.of("{token: , " + ALICE + "}", ": token: " + quotes),
        List.of("{token: [" + SECRET + "], " + ALICE + "}", ": token: " + quotes),
        List.of("{token: '', " + ALICE + "}", ": token: " + TOKEN_GRAMMAR),
        List.of("{token: '" + SECRET + " x', " + ALICE + "}", ": token: " + TOKEN_GRAMMAR),
        List.of("{token: \"" + SECRET + "\\n\", " + ALICE + "}", ": token: " + TOKEN_GRAMMAR),
        List.of("{token: " + SECRET + "é, " + ALICE + "}", ": token: " + TOKEN_GRAMMAR),
        List.of("{token: " + SECRET + "=a, " + ALICE + "}", ": token: " + TOKEN_GRAMMAR),
        List.of("{token: '===', " + ALICE + "}", ": token: " + TOKEN_GRAMMAR),
        List.of("{token: earlier, " + ALICE + "}", ": token: is the same as in entry 1"),
        List.of(
            "{" + token + device + "user_id: " + SECRET + "}",
            ": user_id: must be a user ID like @alice:example.org"),
        List.of(
            "{" + token + device + "user_id: '@a'}",
            ": user_id: must be a user ID like @alice:example.org"),
        List.of(
            "{" + token + device + "user_id: '@alice:example.org:80'}",
            ": user_id: must be of this server, whose name is example.org"),
        List.of(
            "{" + token + device + "user_id: '@alice:EXAMPLE.org'}",
            ": user_id: must be of this server, whose name is example.org"),
        List.of("{" + token + device + "user_id: 1}", ": user_id: " + quotes),
        List.of("{" + token + device + "user_id: \"@\\ud800:example.org\"}", ": user_id: " + nul),
        List.of(
            "{" + token + user + "device_id: '*'}",
            ": device_id: must have 1 to 255 bytes and not be *"),
        List.of(
            "{" + token + user + "device_id: ''}",
            ": device_id: must have 1 to 255 bytes and not be *"),
        List.of("{" + token + user + "device_id: 12}", ": device_id: " + quotes),
        List.of("{" + token + user + "device_id: \"a\\0\"}", ": device_id: " + nul),
        List.of("{" + token + ALICE + ", display_name: 1}", ": display_name: " + quotes),
        List.of(
            "{" + token + ALICE + ", display_name: ''}",
            ": display_name: must have 1 to 512 bytes"),
        List.of(
            "{" + token + ALICE + ", display_name: " + "é".repeat(257) + "}",
            ": display_name: must have 1 to 512 bytes"),
        List.of("{" + token + ALICE + ", display_name: another}", ": display_name: " + SAME_NAME));
  }

  @ParameterizedTest
  @MethodSource("fileErrors")
  @DisplayName("is refused in one line that repeats nothing of it: as a whole")
  void refusesFile(List<String> textAndError) throws IOException {
    Path file = write(textAndError.get(0));
    assertThat(errorOf(file)).isEqualTo(file + textAndError.get(1)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @MethodSource("entryErrors")
  @DisplayName("is refused in one line that repeats nothing of it: one entry")
  void refusesEntry(List<String> textAndError) throws IOException {
    Path file =
        write(
            "tokens:\n- {token: earlier, display_name: one, "
                + ALICE
                + "}\n- "
                + textAndError.get(0));
    assertThat(errorOf(file))
        .isEqualTo(file + ": entry 2" + textAndError.get(1))
        .doesNotContain(SECRET);
  }

  @Test
  @DisplayName("is refused where it is not there")
  void missing() {
    Path none = directory.resolve("none.yaml");
    assertThat(errorOf(none)).isEqualTo(none + ": no such file");
    assertThat(log.events()).isEmpty();
  }

  @Test
  @DisplayName("is warned about where every user of the machine can read it")
  void readableByOthers() throws IOException {
    Path file = write("tokens: [{token: a, " + ALICE + "}]");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    FixedTokensFile.read(file, SERVER);
    assertThat(log.events())
        .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
        .containsExactly(
            "WARN "
                + file
                + " holds secrets, and every user of this machine can read it (rw----r--);"
                + " chmod o-r would change that");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--r-----", "rwxrwx-wx"})
  @DisplayName("is not warned about where its owner or a group can read it")
  void readableByFew(String permissions) throws IOException {
    Path file = write("tokens: [{token: a, " + ALICE + "}]");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThat(FixedTokensFile.read(file, SERVER).devices()).hasSize(1);
    assertThat(log.events()).isEmpty();
  }

  @Test
  @DisplayName("leaves nothing of its tokens in what is printed")
  void printing() throws IOException {
    FixedTokens tokens = read("tokens: [{token: " + SECRET + ", " + ALICE + "}]");
    assertThat(tokens).hasToString("FixedTokens[1]");
    assertThat(ServerConfig.defaults().withFixedTokens(tokens).toString())
        .contains("FixedTokens[1]")
        .doesNotContain(SECRET)
        .doesNotContain(hash(SECRET).hex());
  }

  private static String errorOf(Path file) {
    ConfigException error =
        catchThrowableOfType(ConfigException.class, () -> FixedTokensFile.read(file, SERVER));
    assertThat(error).hasNoCause();
    return String.valueOf(error.getMessage());
  }

  private static TokenHash hash(String token) {
    return TokenHash.of(new AccessToken(token));
  }

  private static DeviceAddress device(String user, String device) {
    return new DeviceAddress(new UserId(user), new DeviceId(device));
  }

  private FixedTokens read(String text) throws IOException {
    return FixedTokensFile.read(write(text), SERVER);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("tokens.yaml"), text);
  }
}
