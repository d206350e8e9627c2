package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is called like a file of the specification and is odd")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("proof")
class OddFileTest {

  private final BrokenBuild build;

  OddFileTest(@TempDir Path directory) {
    build = new BrokenBuild(directory);
  }

  @Test
  @DisplayName("is refused if it is a pipe, a directory, a device or a loop of links")
  void noRegularFile() throws Exception {
    Path odd = build.path("spec/odd.yaml");

    assertThat(new ProcessBuilder("mkfifo", odd.toString()).start().waitFor()).isZero();
    assertThat(build.refusal()).isEqualTo("odd.yaml: a pipe, a socket or a device, not a file");
    Files.delete(odd);

    Files.createDirectory(odd);
    assertThat(build.refusal()).isEqualTo("odd.yaml: a directory, not a file");
    Files.delete(odd);

    Files.createSymbolicLink(odd, Path.of("/dev/zero"));
    assertThat(build.refusal()).isEqualTo("odd.yaml: a pipe, a socket or a device, not a file");
    Files.delete(odd);

    Files.createSymbolicLink(odd, odd);
    assertThat(build.refusal()).isEqualTo("odd.yaml: a loop of symbolic links");
    Files.delete(odd);

    Files.createSymbolicLink(odd, Path.of("nowhere.yaml"));
    assertThat(build.refusal()).isEqualTo("odd.yaml: no such file");
  }

  @Test
  @DisplayName("is refused if the overlay or the list of what is served is a pipe")
  void pipes() throws Exception {
    Files.delete(build.path("overlay.yaml"));
    new ProcessBuilder("mkfifo", build.path("overlay.yaml").toString()).start().waitFor();

    assertThat(build.refusal()).isEqualTo("overlay.yaml: a pipe, a socket or a device, not a file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: %s", "a: \"%s\"", "a: '%s'", "a: |\n  %s", "%s: a", "a: b #%s", "a: !%s b"})
  @DisplayName("is refused in a moment if one of its scalars or comments is huge")
  void hugeScalar(String form) {
    byte[] text = form.formatted("x".repeat(8 << 20)).getBytes(StandardCharsets.UTF_8);

    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThat(SpecFiles.faultOf(() -> Yaml.parse(text, "odd.yaml")))
                .startsWith("odd.yaml")
                .endsWith(": a line of a scalar or comment is longer than 1048576 characters"));
  }

  @Test
  @DisplayName("is read if it is long and its parts are not")
  void longFile() {
    String line = "- '" + "x".repeat(90) + "'\n";

    assertThat(Yaml.parse(line.repeat(20_000).getBytes(StandardCharsets.UTF_8), "odd.yaml"))
        .hasSize(20_000);
  }

  @Test
  @DisplayName("is refused if it is huge, nests too deeply or holds too many values")
  void bounds() throws IOException {
    Path odd = build.path("spec/odd.yaml");
    Files.write(odd, new byte[(32 << 20) + 1]);
    assertThat(build.refusal()).isEqualTo("odd.yaml: the file is larger than 33554432 bytes");

    build.file("odd.yaml", "a: " + "[".repeat(501) + "]".repeat(501));
    assertThat(build.refusal()).endsWith(": maps and lists nest deeper than 500");

    String text = "- a\n".repeat(1_000_001);
    build.file("odd.yaml", text);
    assertThat(build.refusal()).endsWith(": there are more than 1000000 values");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'{a: {x: 1}, b: {<<: {y: 2}}}' | ",
        "'{b: {<<: 2}}' | odd.yaml:1:10#/b/<<: the merge key '<<' takes a map, or a list of maps",
        "'a: .nan' | odd.yaml:1:4#/a: a number must be finite, and decimal",
        "'a: &x b' | ",
        "'{a: 1, a: 2}' | odd.yaml:1:8#/a: duplicate key",
      })
  @DisplayName("is refused if it is not what it seems")
  void refused(String text, String refusal) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    if (refusal == null) {
      assertThat(Yaml.parse(bytes, "odd.yaml").isObject()).isTrue();
    } else {
      assertThat(SpecFiles.faultOf(() -> Yaml.parse(bytes, "odd.yaml"))).isEqualTo(refusal);
    }
  }

  @Test
  @DisplayName("is read with the line ends and byte order mark of Windows, and refused in UTF-16")
  void windows() {
    byte[] text = "\uFEFFa:\r\n  b: 1\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(Yaml.parse(text, "odd.yaml").at("/a/b").asInt()).isEqualTo(1);
    assertThat(
            SpecFiles.faultOf(
                () -> Yaml.parse("\uFEFFa: 1".getBytes(StandardCharsets.UTF_16BE), "odd.yaml")))
        .isEqualTo("odd.yaml: not valid YAML: the text is not UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "x-map-keys: [UserKey, java.util.Date] | x-map-keys | a list of some of ",
        "x-map-keys: UserKey | x-map-keys | a list of some of ",
        "x-java-type: 'Evil; class X {}' | x-java-type | one of ",
        "x-java-type: [EventType] | x-java-type | one of ",
      })
  @DisplayName("is refused if it marks a schema with a Java type that nobody knows")
  void marks(String mark, String key, String expected) {
    build.file(
        "good.yaml",
        "paths: {/good: {put: {operationId: good, requestBody: {content: {application/json:"
            + " {schema: {type: object, "
            + mark
            + ", additionalProperties: {type: string}}}}}}}}");

    assertThat(build.refusal())
        .isEqualTo(
            "openapi.yaml#/paths/~1good/put/requestBody/content/application~1json/schema/"
                + key
                + ": unknown Java type; "
                + expected
                + " "
                + "DeviceKey, EventType, TransactionId, UserKey is expected");
  }
}
