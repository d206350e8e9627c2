package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityAssemblyTest {

  private static final String SCHEMES =
      """
      components:
        securitySchemes:
          query: {type: apiKey, in: query, name: access_token}
          header: {type: http, scheme: bearer}
      """;

  private final SpecFiles files;

  SecurityAssemblyTest(@TempDir Path directory) {
    files = new SpecFiles(directory);
  }

  @Test
  void theFilesSecurityIsSaidAtEachOfItsOperations() {
    files.file(
        "a.yaml", "paths: {/a: {get: {operationId: a}}}\nsecurity: [{query: []}]\n" + SCHEMES);

    assertThat(security(files.assemble("a"), "/a")).isEqualTo(list("[{query: []}]"));
  }

  @Test
  void theOperationsOwnGoesBeforeTheFiles() {
    files.file(
        "a.yaml",
        "paths: {/a: {get: {operationId: a, security: [{header: []}]}}}\nsecurity: [{query: []}]\n"
            + SCHEMES);

    JsonNode document = files.assemble("a");

    assertThat(security(document, "/a")).isEqualTo(list("[{header: []}]"));
    assertThat(schemes(document)).isEqualTo(yaml("header: {type: http, scheme: bearer}"));
  }

  @Test
  void anEmptyListTakesTheFilesSecurityAway() {
    files.file(
        "a.yaml",
        "paths: {/a: {get: {operationId: a, security: []}}}\nsecurity: [{query: []}]\n" + SCHEMES);

    assertThat(security(files.assemble("a"), "/a")).isEqualTo(list("[]"));
  }

  @Test
  void absentSecurityStaysAbsent() {
    files.file("a.yaml", "paths: {/a: {get: {operationId: a}}}\n" + SCHEMES);

    JsonNode document = files.assemble("a");

    assertThat(security(document, "/a").isMissingNode()).isTrue();
    assertThat(schemes(document)).isEmpty();
  }

  @Test
  void alternativesKeepTheirOrderAndAnEmptyOneStaysEmpty() {
    String security = "[{header: []}, {}, {query: [], header: []}]";
    files.file(
        "a.yaml", "paths: {/a: {get: {operationId: a, security: " + security + "}}}\n" + SCHEMES);

    assertThat(security(files.assemble("a"), "/a")).isEqualTo(list(security));
  }

  @Test
  void oneNameForDifferentSchemesIsQualifiedByTheLaterFile() {
    files
        .file("a.yaml", demanding("a", "{type: apiKey, in: query, name: access_token}"))
        .file("b.yaml", demanding("b", "{type: http, scheme: bearer}"))
        .file("c.yaml", demanding("c", "{type: apiKey, in: query, name: access_token}"));

    JsonNode document = files.assemble("a", "b", "c");

    assertThat(security(document, "/a")).isEqualTo(list("[{token: []}]"));
    assertThat(security(document, "/b")).isEqualTo(list("[{token.b: []}]"));
    assertThat(security(document, "/c")).isEqualTo(list("[{token: []}]"));
    assertThat(schemes(document))
        .isEqualTo(
            yaml(
                """
                token: {type: apiKey, in: query, name: access_token}
                token.b: {type: http, scheme: bearer}
                """));
  }

  @Test
  void anotherDescriptionMakesNoOtherScheme() {
    files
        .file("a.yaml", demanding("a", "{type: http, scheme: bearer, description: one}"))
        .file("b.yaml", demanding("b", "{type: http, scheme: bearer, description: two}"));

    assertThat(schemes(files.assemble("a", "b")))
        .isEqualTo(yaml("token: {type: http, scheme: bearer, description: one}"));
  }

  private static String demanding(String id, String scheme) {
    return """
    paths: {/%s: {get: {operationId: %s, security: [{token: []}]}}}
    components: {securitySchemes: {token: %s}}
    """
        .formatted(id, id, scheme);
  }

  private static JsonNode security(JsonNode document, String path) {
    return document.path("paths").path(path).at("/get/security");
  }

  private static JsonNode schemes(JsonNode document) {
    return document.at("/components/securitySchemes");
  }

  private static JsonNode list(String text) {
    return yaml("list: " + text).path("list");
  }
}
