package io.todevice.spec.build;

import static io.todevice.spec.SpecFiles.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecToolTest {

  private final Path directory;

  SpecToolTest(@TempDir Path directory) {
    this.directory = directory;
    new SpecFiles(directory)
        .file("spec/a.yaml", "paths: {/a: {get: {operationId: a}}}")
        .file("served.yaml", "operations: [a]")
        .file(
            "overlay.yaml",
            """
            overlay: 1.0.0
            actions:
              - {target: $.paths.*.get, update: {summary: Amended}}
              - {target: $.nothing, update: {}}
            """)
        .file("templates/api.mustache", "one");
  }

  @Test
  void theDocumentIsWrittenAsYamlAndAsJsonAndForTheGenerator() throws IOException {
    run("overlay.yaml");

    JsonNode yaml = read("openapi.yaml");
    assertThat(yaml.at("/paths/~1a/get/summary").asText()).isEqualTo("Amended");
    assertThat(new JsonMapper().readTree(file("openapi.json").toFile())).isEqualTo(yaml);
    assertThat(read("codegen.yaml").at("/paths/~1a/get/x-javadoc").asText())
        .isEqualTo("Amended.\n   *\n   * <p>From <code>a.yaml</code>.");
  }

  @Test
  void itTellsWhatItDidAndWhatItDidNot() throws IOException {
    assertThat(run("overlay.yaml"))
        .containsExactly(
            "overlay: nothing to amend for overlay.yaml#/actions/1 ($.nothing)",
            "specification v1.1: 1 operations assembled");
  }

  @Test
  void anOptionalOperationThatTheRevisionLacksHasItsInterfaceAndIsNotServed() throws IOException {
    new SpecFiles(directory)
        .file("served.yaml", "{operations: [a], optional: [b, c]}")
        .file("project/src/main/resources/io/todevice/spec/trace/clauses.yaml", "clauses: []")
        .file("project/spec/b.yaml", "paths: {/a: {get: {operationId: b}, put: {operationId: c}}}");

    assertThat(run("overlay.yaml", "--project=" + path("project")))
        .contains("specification v1.1: 1 operations assembled");

    assertThat(keys(read("openapi.yaml").path("paths"))).containsExactly("/a");
    assertThat(keys(read("openapi.yaml").at("/paths/~1a"))).containsExactly("get");
    assertThat(read("codegen.yaml").findValuesAsText("operationId"))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(read("codegen.yaml").findValuesAsText("x-path")).containsOnly("/a");
  }

  @Test
  void anOptionalOperationThatTheRevisionHasIsServed() throws IOException {
    new SpecFiles(directory)
        .file("served.yaml", "{operations: [a], optional: [b]}")
        .file("spec/b.yaml", "paths: {/b: {get: {operationId: b}}}");

    run("overlay.yaml");

    assertThat(keys(read("openapi.yaml").path("paths"))).containsExactly("/a", "/b");
  }

  @Test
  void itCanDoWithoutAnOverlay() throws IOException {
    SpecTool.run(path("spec"), path("served.yaml"), "none", directory.resolve("output").toString());

    assertThat(read("openapi.yaml").at("/paths/~1a/get").has("summary")).isFalse();
  }

  @Test
  void operationsBeyondTheTreeAreCoveredWhereReferencesMayLeadThere() throws IOException {
    new SpecFiles(directory)
        .file("spec/a.yaml", "paths: {/a: {$ref: ../shared/item.yaml}}")
        .file("shared/item.yaml", "{get: {operationId: a}}");

    SpecTool.run(
        path("spec"),
        path("served.yaml"),
        "none",
        directory.resolve("output").toString(),
        "--reach=" + path("shared"));

    assertThat(read("coverage.json").at("/operations/0/operationId").asText()).isEqualTo("a");
  }

  @Test
  void whatIsTheSameAlreadyIsNotTouched() throws IOException {
    run("overlay.yaml");
    FileTime old = FileTime.fromMillis(1_000_000);
    for (String name : List.of("openapi.yaml", "openapi.json", "codegen.yaml")) {
      Files.setLastModifiedTime(file(name), old);
    }
    Files.writeString(directory.resolve("templates/api.mustache"), "two");

    run("overlay.yaml");

    assertThat(Files.getLastModifiedTime(file("openapi.yaml"))).isEqualTo(old);
    assertThat(Files.getLastModifiedTime(file("openapi.json"))).isEqualTo(old);
    assertThat(Files.getLastModifiedTime(file("codegen.yaml"))).isNotEqualTo(old);
  }

  @Test
  void theGeneratorsInputSaysWhichTemplatesItIsFor() throws IOException {
    run("overlay.yaml");
    JsonNode one = read("codegen.yaml").at("/info/x-generator-inputs");
    Files.move(
        directory.resolve("templates/api.mustache"), directory.resolve("templates/b.mustache"));
    run("overlay.yaml");

    assertThat(one.asText()).hasSize(64);
    assertThat(read("codegen.yaml").at("/info/x-generator-inputs")).isNotEqualTo(one);
  }

  @Test
  void itSaysHowItIsUsed() {
    assertThatThrownBy(() -> SpecTool.main(new String[] {"spec"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("usage: SpecTool");
  }

  private List<String> run(String overlay) throws IOException {
    return run(overlay, "--accepted=");
  }

  private List<String> run(String overlay, String option) throws IOException {
    return SpecTool.run(
        path("spec"),
        path("served.yaml"),
        path(overlay),
        path("output"),
        path("templates"),
        option);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private Path file(String name) {
    return directory.resolve("output").resolve(name);
  }

  private JsonNode read(String name) throws IOException {
    return Yaml.parse(Files.readAllBytes(file(name)), name);
  }
}
