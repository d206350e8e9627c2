package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.SpecificationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A regular expression of a served operation")
class SchemaPatternsTest {

  private final Path directory;
  private final SpecFiles files;

  SchemaPatternsTest(@TempDir Path directory) {
    this.directory = directory;
    files =
        new SpecFiles(directory)
            .file("served.yaml", "operations: [a]")
            .file("overlay.yaml", "{overlay: 1.0.0, actions: []}")
            .file("spec/definitions/d.yaml", "{type: string}");
    body("$ref: definitions/d.yaml");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("stops the build where it cannot be compiled, with its file and pointer")
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string, pattern: 'a('}                | /pattern",
        "{properties: {b: {items: {pattern: 'a('}}}}  | /properties/b/items/pattern",
        "{patternProperties: {'a(': {type: string}}}  | /patternProperties/a(",
        "{anyOf: [{type: integer}, {pattern: 'a('}]}  | /anyOf/1/pattern",
      })
  void faulty(String schema, String pointer) {
    files.file("spec/definitions/d.yaml", schema);

    assertThatThrownBy(this::run)
        .isInstanceOf(SpecificationException.class)
        .hasMessageStartingWith(
            "definitions/d.yaml#" + pointer + ": the pattern 'a(' cannot be compiled: ");
    assertThat(directory.resolve("output")).doesNotExist();
  }

  @Test
  @DisplayName("does not stop it where the overlay has put it right")
  void amended() throws Exception {
    body("pattern: 'a('");
    files.file(
        "overlay.yaml",
        "{overlay: 1.0.0, actions: [{target: $.paths.*.put.requestBody.content.*.schema,"
            + " update: {pattern: a}}]}");

    run();

    assertThat(Files.readString(directory.resolve("output/openapi.yaml"))).contains("pattern: a\n");
  }

  @Test
  @DisplayName("stops it where the overlay has put it wrong")
  void brokenByOverlay() {
    files.file(
        "overlay.yaml",
        "{overlay: 1.0.0, actions: [{target: $.components.schemas.*, update: {pattern: 'a('}}]}");

    assertThatThrownBy(this::run)
        .hasMessageStartingWith("openapi.yaml#/components/schemas/D/pattern: the pattern 'a('");
  }

  @Test
  @DisplayName("is not what only has its name: a property, an example, a listed value")
  void otherPatterns() throws Exception {
    body(
        "{properties: {pattern: {type: string, example: {pattern: 'a('}}},"
            + " enum: [{pattern: 'a('}], example: {patternProperties: {'a(': {}}}}");

    run();
  }

  private void body(String schema) {
    files.file(
        "spec/a.yaml",
        "paths: {/a: {put: {operationId: a, requestBody: {content: {application/json: {schema: {"
            + schema.replaceAll("^\\{(.*)\\}$", "$1")
            + "}}}}}}}");
  }

  private void run() throws Exception {
    SpecTool.run(
        directory.resolve("spec").toString(),
        directory.resolve("served.yaml").toString(),
        directory.resolve("overlay.yaml").toString(),
        directory.resolve("output").toString());
  }
}
