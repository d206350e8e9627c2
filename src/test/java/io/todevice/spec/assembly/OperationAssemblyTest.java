package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationAssemblyTest {

  private final SpecFiles files;

  OperationAssemblyTest(@TempDir Path directory) {
    files = new SpecFiles(directory);
  }

  @Test
  void onlyServedOperationsAreKept() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a: {get: {operationId: a}, put: {operationId: other}}
              /b: {get: {operationId: another}, post: {summary: has no ID}}
            """)
        .file("b.yaml", "paths: {/c: {get: {operationId: c}}}");

    assertThat(files.assemble("c", "a").path("paths"))
        .isEqualTo(
            yaml(
                """
                /a: {get: {operationId: a, x-source: 'a.yaml#/paths/~1a/get'}}
                /c: {get: {operationId: c, x-source: 'b.yaml#/paths/~1c/get'}}
                """));
  }

  @Test
  void whatAnUnservedOperationRefersToIsNotLookedAt() {
    files.file(
        "a.yaml",
        """
        paths:
          /a: {get: {operationId: a}}
          /b: {get: {operationId: b, responses: {$ref: nowhere.yaml}}}
        """);

    assertThat(files.assemble("a").path("paths").has("/a")).isTrue();
  }

  @Test
  void operationsOfOnePathMayComeFromSeveralFiles() {
    files
        .file("a.yaml", "paths: {/x: {get: {operationId: a}}}")
        .file("b.yaml", "paths: {/x: {put: {operationId: b}}}");

    assertThat(keys(files.assemble("a", "b").path("paths").path("/x")))
        .containsExactly("get", "put");
  }

  @Test
  void parametersOfThePathAreJoinedBehindTheOperationsOwn() {
    files.file(
        "a.yaml",
        """
        paths:
          /{a}:
            parameters:
              - {name: a, in: path, required: true, schema: {type: string}}
              - $ref: '#/x-limit'
            get:
              operationId: a
              parameters:
                - {name: since, in: query}
        x-limit: {name: limit, in: query}
        """);

    assertThat(parameters())
        .isEqualTo(
            list(
                """
                - {name: since, in: query}
                - {name: a, in: path, required: true, schema: {type: string}}
                - {name: limit, in: query}
                """));
  }

  @Test
  void anOperationOverridesAParameterOfThePathByNameAndPlace() {
    files.file(
        "a.yaml",
        """
        paths:
          /{a}:
            parameters:
              - {name: a, in: path, description: shared}
              - {name: x, in: query, description: shared}
            get:
              operationId: a
              parameters:
                - {name: a, in: path, description: own}
                - {name: x, in: header, description: own}
        """);

    assertThat(parameters())
        .isEqualTo(
            list(
                """
                - {name: a, in: path, description: own}
                - {name: x, in: header, description: own}
                - {name: x, in: query, description: shared}
                """));
  }

  @Test
  void filesWithoutPathsAndFilesInFoldersHoldNoOperations() {
    files
        .file("a.yml", "paths: {/a: {get: {operationId: a}}}")
        .file("overlay.yaml", "overlay: 1.0.0")
        .file("notes.txt", "paths: {/a: {get: {operationId: a}}}")
        .file("deeper/a.yaml", "paths: {/a: {get: {operationId: a}}}");

    assertThat(files.assemble("a").path("paths").path("/a").path("get").path("x-source").asText())
        .startsWith("a.yml#");
  }

  private JsonNode parameters() {
    return files.assemble("a").at("/paths/~1{a}/get/parameters");
  }

  private static JsonNode list(String text) {
    return yaml("list:\n" + text).path("list");
  }
}
