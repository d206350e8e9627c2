package io.todevice.spec.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The versions that the server lists (R4)")
class VersionsTest {

  private static final String QUERY = "query: []";
  private static final String HEADER = "bearer: []";

  @Test
  @DisplayName("are all releases up to the document's own where it takes the token in both places")
  void upToItsOwn() {
    assertThat(listed(document("v1.12", QUERY, HEADER)))
        .hasSize(12)
        .startsWith("v1.1", "v1.2")
        .endsWith("v1.11", "v1.12");
  }

  @Test
  @DisplayName("begin with v1.11, the first to name the header, where it takes no other token (A2)")
  void headerOnly() {
    assertThat(listed(document("v1.13", HEADER))).containsExactly("v1.11", "v1.12", "v1.13");
  }

  @Test
  @DisplayName("end before v1.11 where it takes the token in the query only (A2)")
  void queryOnly() {
    assertThat(listed(document("v1.12", QUERY))).endsWith("v1.9", "v1.10");
  }

  @Test
  @DisplayName("are the document's own, with a warning, where no release agrees with its tokens")
  void noneAgrees() {
    ObjectNode document = document("v1.8", HEADER);

    assertThat(Versions.complete(document, ""))
        .containsExactly(
            "versions: v1.8 is listed, but not every operation takes the token in the query, as"
                + " that release says");
    assertThat(listOf(document)).containsExactly("v1.8");
  }

  @Test
  @DisplayName("are those that a file or the overlay lists, with a warning where they do not agree")
  void saidByTheDocument() {
    ObjectNode document = document("v1.8", QUERY);
    document.putArray("x-matrix-versions").add("r0.6.1").add("v1.8").add("v1.11");

    assertThat(Versions.complete(document, ""))
        .containsExactly(
            "versions: v1.11 is listed, but not every operation takes the token in the header, as"
                + " that release says");
    assertThat(listOf(document)).containsExactly("r0.6.1", "v1.8", "v1.11");
  }

  @Test
  @DisplayName("follow the revision that the build names")
  void saidByTheBuild() {
    ObjectNode document = document("v1.8", QUERY, HEADER);
    document.putArray("x-matrix-versions").add("v1.8");

    assertThat(Versions.complete(document, "1.2")).isEmpty();
    assertThat(document.at("/info/version").asText()).isEqualTo("v1.2");
    assertThat(listOf(document)).containsExactly("v1.1", "v1.2");
  }

  @Test
  @DisplayName("stay as they are where the build names a revision that is no release")
  void unreleased() {
    ObjectNode document = document("v1.8", QUERY, HEADER);
    document.putArray("x-matrix-versions").add("v1.8");

    assertThat(Versions.complete(document, "main-2026.11")).isEmpty();
    assertThat(document.at("/info/version").asText()).isEqualTo("main-2026.11");
    assertThat(listOf(document)).containsExactly("v1.8");
  }

  @Test
  @DisplayName("are refused where they are no list, or the build's name is none")
  void refused() {
    ObjectNode document = document("v1.8", QUERY);
    document.put("x-matrix-versions", "v1.8");

    assertThat(SpecFiles.faultOf(() -> Versions.complete(document, "")))
        .isEqualTo(
            "openapi.yaml#/x-matrix-versions: a list of versions, the newest last, must stand"
                + " here");
    assertThat(SpecFiles.faultOf(() -> Versions.complete(document, "v1 .8")))
        .isEqualTo("spec.revision: 'v1 .8' is no name of a revision, such as v1.8");
  }

  private static List<String> listed(ObjectNode document) {
    assertThat(Versions.complete(document, "")).isEmpty();
    return listOf(document);
  }

  private static List<String> listOf(ObjectNode document) {
    return document.path("x-matrix-versions").valueStream().map(each -> each.asText()).toList();
  }

  private static ObjectNode document(String revision, String... alternatives) {
    String security = "[{" + String.join("}, {", alternatives) + "}]";
    return SpecFiles.yaml(
        """
        openapi: 3.1.0
        info: {version: %s}
        paths:
          /public: {get: {operationId: open}}
          /a: {get: {operationId: a, security: %s}}
        components:
          securitySchemes:
            query: {type: apiKey, in: query, name: access_token}
            bearer: {type: http, scheme: bearer}
        """
            .formatted(revision, security));
  }
}
