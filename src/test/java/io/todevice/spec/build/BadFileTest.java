package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are missing, or are no YAML that the build takes. */
class BadFileTest {

  private final BrokenBuild build;

  BadFileTest(@TempDir Path directory) {
    build = new BrokenBuild(directory);
  }

  @Test
  void noDirectory() throws IOException {
    Files.delete(build.path("spec/good.yaml"));
    Files.delete(build.path("spec"));

    assertThat(build.refusal()).isEqualTo(build.path("spec") + ": no such directory");
  }

  @Test
  void noListOfServedOperations() throws IOException {
    Files.delete(build.path("served.yaml"));

    assertThat(build.refusal()).isEqualTo(build.path("served.yaml") + ": no such file");
  }

  @Test
  void noOverlay() throws IOException {
    Files.delete(build.path("overlay.yaml"));

    assertThat(build.refusal()).isEqualTo(build.path("overlay.yaml") + ": no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "null"})
  void anEmptyFile(String text) {
    assertThat(build.file("bad.yaml", text).refusal()).isEqualTo("bad.yaml: the file is empty");
  }

  @Test
  void aKeyTwice() {
    assertThat(build.file("bad.yaml", "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n").refusal())
        .isEqualTo("bad.yaml:5:3#/b/c: duplicate key");
  }

  @Test
  void aKeyTwiceInAFileThatIsReferredTo() {
    build
        .file("good.yaml", "paths: {/good: {get: {operationId: good, x: {$ref: d/bad.yaml}}}}")
        .file("d/bad.yaml", "{a: 1, a: 1}");

    assertThat(build.refusal()).isEqualTo("d/bad.yaml:1:8#/a: duplicate key");
  }

  @Test
  void textThatIsNoYaml() {
    assertThat(build.file("bad.yaml", "paths:\n  a: [1\n  b: 2\n").refusal())
        .startsWith("bad.yaml:3:4#/paths/a/0: not valid YAML: ");
  }

  @Test
  void bytesThatAreNoUtf8() throws IOException {
    Files.write(build.path("spec/bad.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, '\n'});

    assertThat(build.refusal()).isEqualTo("bad.yaml: not valid YAML: the text is not UTF-8");
  }

  @Test
  void anAliasOfNothing() {
    assertThat(build.file("bad.yaml", "a: &x {b: 1}\nc: *y\n").refusal())
        .isEqualTo("bad.yaml:2:4#/c: the alias has no anchor before it");
  }

  @Test
  void twoDocumentsInOneFile() {
    assertThat(build.file("bad.yaml", "a: 1\n---\nb: 2\n").refusal())
        .isEqualTo("bad.yaml:3:1: a second document begins");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[a, b]", "operations: a", "operations: []", "operations: {a: b}", "x: [a]"})
  void aServedListOfAnotherForm(String text) {
    assertThat(build.served(text).refusal())
        .isEqualTo("served.yaml#/operations: a list of operation IDs must stand here");
  }

  @Test
  void aServedListThatNamesAnOperationTwice() {
    assertThat(build.served("operations: [good, other, good]").refusal())
        .isEqualTo(
            "served.yaml#/operations/2: an operation ID, each one once, must stand here, not"
                + " 'good'");
  }

  @Test
  void aServedListWithSomethingElse() {
    assertThat(build.served("operations: [good, 7]").refusal())
        .isEqualTo(
            "served.yaml#/operations/1: an operation ID, each one once, must stand here, not '7'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.1", "[]", "[v1.1, 1.2]", "{}"})
  void versionsThatAreNoList(String versions) {
    assertThat(build.file("bad.yaml", "{paths: {}, x-matrix-versions: " + versions + "}").refusal())
        .isEqualTo(
            "bad.yaml#/x-matrix-versions: a list of versions, the newest last, must stand here");
  }
}
