package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.faultOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Operations of the project that no release has yet")
class OwnOperationsTest {

  private static final String FILE =
      """
      openapi: 3.1.0
      info: {title: T, version: v1.8}
      paths:
        %s:
          post:
            operationId: %s
            security: [{%s: []}]
            responses: {"200": {description: ok}}
      components:
        securitySchemes:
          header: {type: http, scheme: bearer}
          query: {type: apiKey, in: query, name: access_token}
      """;

  @TempDir private Path directory;
  private Path revision;
  private Path own;

  @BeforeEach
  void writeFiles() throws IOException {
    revision = Files.createDirectory(directory.resolve("revision"));
    own = Files.createDirectory(directory.resolve("own"));
    write(revision.resolve("a.yaml"), "/a", "a", "header");
    write(own.resolve("b.yaml"), "/b", "b", "query");
    Files.writeString(own.resolve("served.yaml"), "operations: [a]\nown: [b]\n");
  }

  private static void write(Path file, String path, String operationId, String scheme)
      throws IOException {
    Files.writeString(file, FILE.formatted(path, operationId, scheme));
  }

  private ObjectNode assemble() {
    return new Assembler(revision, ServedOperations.read(own.resolve("served.yaml"))).assemble();
  }

  @Test
  @DisplayName("are added where the revision lacks them, with the security of its operations")
  void added() {
    ObjectNode document = assemble();

    assertThat(document.at("/paths/~1b/post/operationId").asText()).isEqualTo("b");
    assertThat(document.at("/paths/~1b/post/security"))
        .isEqualTo(document.at("/paths/~1a/post/security"));
  }

  @Test
  @DisplayName("are the revision's where it has them")
  void replaced() throws IOException {
    write(revision.resolve("b.yaml"), "/released", "b", "header");

    ObjectNode document = assemble();

    assertThat(document.at("/paths/~1released/post/operationId").asText()).isEqualTo("b");
    assertThat(document.path("paths").has("/b")).isFalse();
  }

  @Test
  @DisplayName("are refused where the revision has another operation in their place")
  void taken() throws IOException {
    write(revision.resolve("a.yaml"), "/b", "a", "header");

    assertThat(faultOf(this::assemble))
        .isEqualTo(
            "served.yaml#/own: the revision has the operation 'a' at post /b; list that one under"
                + " operations, and take the own one off this list");
  }

  @Test
  @DisplayName("must stand in the files beside the list")
  void absent() throws IOException {
    Files.delete(own.resolve("b.yaml"));
    write(own.resolve("c.yaml"), "/c", "c", "query");

    assertThat(faultOf(this::assemble)).contains("in no file of the specification: b");
  }

  @Test
  @DisplayName("keep their own schema where the revision has another of the same name")
  void schemaOfTheSameName() throws IOException {
    addTree(revision.resolve("a.yaml"), "theirs");
    addTree(own.resolve("b.yaml"), "ours");

    ObjectNode document = assemble();

    JsonNode schemas = document.at("/components/schemas");
    assertThat(schemas.at("/Tree/properties").has("theirs")).isTrue();
    assertThat(schemas.at("/Tree2/properties/ours/items/$ref").asText())
        .isEqualTo("#/components/schemas/Tree2");
    assertThat(document.at("/paths/~1b/post").findValuesAsText("$ref"))
        .containsExactly("#/components/schemas/Tree2");
  }

  private static void addTree(Path file, String property) throws IOException {
    String tree = "{$ref: '#/components/schemas/Tree'}";
    String schemas = "  schemas: {Tree: {properties: {" + property + ": {items: " + tree + "}}}}";
    String content = "{description: ok, content: {application/json: {schema: " + tree + "}}}";
    Files.writeString(
        file,
        Files.readString(file)
            .replace("{description: ok}", content)
            .replace("components:", "components:\n" + schemas));
  }
}
