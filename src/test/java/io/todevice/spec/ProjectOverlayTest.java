package io.todevice.spec;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.assembly.Assembler;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the project's own overlay does. */
class ProjectOverlayTest {

  @Test
  void everyActionHasATargetInTheProjectsOwnFiles() {
    ObjectNode document = new Assembler(ProjectSpec.DIRECTORY, ProjectSpec.served()).assemble();

    assertThat(ProjectSpec.overlay().applyTo(document)).isEmpty();
  }

  @Test
  void theHeaderIsAnAlternativeWhereverTheQueryParameterIsDemandedAndNowhereElse() {
    JsonNode plain = new Assembler(ProjectSpec.DIRECTORY, ProjectSpec.served()).assemble();
    JsonNode amended = ProjectSpec.assemble(ProjectSpec.DIRECTORY);

    Map<String, String> before = securities(plain);
    assertThat(before).containsValue("").containsValue("[{\"accessToken\":[]}]");
    before.replaceAll(
        (operation, security) ->
            security.replace(
                "{\"accessToken\":[]}", "{\"accessToken\":[]},{\"accessTokenBearer\":[]}"));
    assertThat(securities(amended)).isEqualTo(before);
    assertThat(amended.at("/components/securitySchemes/accessTokenBearer"))
        .isEqualTo(
            yaml(
                """
                type: http
                scheme: bearer
                description: The access token in the `Authorization` header, the way that clients should prefer.
                """));
  }

  @Test
  void otherAlternativesAreLeftAsTheyAre(@TempDir Path directory) {
    ObjectNode document =
        new SpecFiles(directory)
            .file(
                "a.yaml",
                """
                paths:
                  /a: {get: {operationId: a, security: [{other: []}, {}, {token: []}]}}
                  /b: {get: {operationId: b, security: [{other: []}]}}
                  /c: {get: {operationId: c, security: []}}
                  /d: {get: {operationId: d, security: [{token: []}, {bearer: []}]}}
                components:
                  securitySchemes:
                    token: {type: apiKey, in: query, name: access_token}
                    other: {type: apiKey, in: header, name: X-Token}
                    bearer: {type: http, scheme: bearer}
                """)
            .assemble("a", "b", "c", "d");

    ProjectSpec.overlay().applyTo(document);

    assertThat(securities(document))
        .containsEntry("/a get", "[{\"other\":[]},{},{\"token\":[]},{\"accessTokenBearer\":[]}]")
        .containsEntry("/d get", "[{\"token\":[]},{\"bearer\":[]}]")
        .containsEntry("/b get", "[{\"other\":[]}]")
        .containsEntry("/c get", "[]");
  }

  @Test
  void withoutThatSchemeNoneIsAdded(@TempDir Path directory) {
    ObjectNode document =
        new SpecFiles(directory)
            .file(
                "a.yaml",
                """
                paths:
                  /a: {get: {operationId: a, security: [{accessTokenBearer: []}]}}
                  /b: {get: {operationId: b}}
                components:
                  securitySchemes:
                    accessTokenBearer: {type: http, scheme: bearer}
                """)
            .assemble("a", "b");
    Map<String, String> before = securities(document);
    JsonNode schemes = document.at("/components/securitySchemes").deepCopy();

    ProjectSpec.overlay().applyTo(document);

    assertThat(securities(document)).isEqualTo(before);
    assertThat(document.at("/components/securitySchemes")).isEqualTo(schemes);
  }

  @Test
  void toDeviceGetsItsShapeOnlyWhereTheFilesGiveItNone() {
    JsonNode toDevice =
        SpecFiles.schemaOf(ProjectSpec.assemble(ProjectSpec.DIRECTORY), "/_matrix/client/v3/sync")
            .at("/properties/to_device");

    assertThat(keys(toDevice.path("properties"))).containsExactly("events");
    assertThat(toDevice.at("/properties/events/items/required").toString())
        .isEqualTo("[\"sender\",\"type\",\"content\"]");
  }

  /** The security of each operation, an empty text where there is none. */
  private static Map<String, String> securities(JsonNode document) {
    Map<String, String> securities = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            securities.put(
                                path.getKey() + " " + operation.getKey(),
                                operation.getValue().path("security").toString())));
    return securities;
  }
}
