package io.todevice.spec.model;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.model.TokenLocation.Bearer;
import io.todevice.spec.model.TokenLocation.Header;
import io.todevice.spec.model.TokenLocation.Query;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificationDocumentTest {

  private static final String DOCUMENT =
      """
      info: {version: v1.4}
      x-matrix-versions: [v1.3, v1.4]
      x-base-path-aliases: {/r0: /v3}
      paths:
        '/v3/a/{x}':
          summary: Not an operation.
          put:
            operationId: a
            parameters: [{in: path, name: x}, {in: query, name: y}]
            requestBody: {}
            security: [{query: []}, {header: [], bearer: []}, {}]
          get:
            operationId: b
            parameters: [{in: path, name: x}]
            security: [{bearer: []}]
        /c:
          get: {operationId: c}
      components:
        securitySchemes:
          query: {type: apiKey, in: query, name: access_token}
          header: {type: apiKey, in: header, name: X-Token}
          bearer: {type: http, scheme: Bearer}
      """;

  @Test
  void operationsAreAsTheDocumentSays() {
    SpecificationDocument document = SpecificationDocument.of(yaml(DOCUMENT));

    assertThat(document.operations())
        .containsExactly(
            new ServedOperation(
                "a",
                "PUT",
                "/v3/a/{x}",
                List.of(
                    Set.of(new Query("access_token")),
                    Set.of(new Header("X-Token"), new Bearer()),
                    Set.of()),
                true),
            new ServedOperation("b", "GET", "/v3/a/{x}", List.of(Set.of(new Bearer())), false),
            new ServedOperation("c", "GET", "/c", List.of(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: oauth2, flows: {}}",
        "{type: openIdConnect, openIdConnectUrl: 'https://a'}"
      })
  void aTokenOfOAuthIsABearerToken(String scheme) {
    assertThat(
            SpecificationDocument.of(
                    yaml(
                        """
                        paths: {/a: {get: {operationId: a, security: [{x: [scope]}]}}}
                        components: {securitySchemes: {x: %s}}
                        """
                            .formatted(scheme)))
                .operations())
        .containsExactly(
            new ServedOperation("a", "GET", "/a", List.of(Set.of(new Bearer())), false));
  }

  @Test
  void anOperationIsPublicWithoutSecurityOrWithAnEmptyAlternative() {
    assertThat(SpecificationDocument.of(yaml(DOCUMENT)).operations())
        .extracting(ServedOperation::isPublic)
        .containsExactly(true, false, true);
  }

  @Test
  void revisionVersionsAndAliasesAreRead() {
    SpecificationDocument document = SpecificationDocument.of(yaml(DOCUMENT));

    assertThat(document.revision()).isEqualTo("v1.4");
    assertThat(document.versions()).containsExactly("v1.3", "v1.4");
    assertThat(document.basePathAliases()).isEqualTo(Map.of("/r0", "/v3"));
  }

  @Test
  void aFaultIsFoundInADocumentThatDoesNotSayItsSources() {
    assertThat(
            SpecFiles.faultOf(
                () ->
                    SpecificationDocument.of(
                        yaml("paths: {/a: {get: {operationId: a, security: [{x: []}]}}}"))))
        .startsWith("openapi.yaml#/paths/~1a/get: unsupported security scheme 'x'");
  }

  @Test
  void theServersOwnDocumentIsTheOneThatTheBuildAssembled() throws IOException {
    ProjectSpec.assumeBuiltFromIt();

    assertThat(SpecificationDocument.get())
        .isEqualTo(SpecificationDocument.of(ProjectSpec.assemble(ProjectSpec.DIRECTORY)));
  }
}
