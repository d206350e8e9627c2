package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import io.todevice.spec.drift.report.Change;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A security scheme")
class SecuritySchemeDriftTest {

  private static final String FLOW =
      "{authorizationUrl: 'https://issuer.example/a/long/path/of/many/segments/authorize',"
          + " tokenUrl: 'https://issuer.example/a/long/path/of/many/segments/%s', scopes: {}}";

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: oauth2, flows: {implicit: FLOW, password: {tokenUrl: t}}} | {flows: {password: {tokenUrl: t}, implicit: FLOW}, type: oauth2}
          {type: oauth2, flows: {implicit: FLOW}}  | {type: oauth2, x-a: 1, flows: {x-b: 2, implicit: FLOW}}
          {type: oauth2, flows: {implicit: {authorizationUrl: a, scopes: {}}}} | {type: oauth2, flows: {implicit: {x-c: 3, authorizationUrl: a, scopes: {b: B}}}}
          {type: oauth2, flows: {implicit: FLOW}}  | {type: oauth2, name: token, in: query, flows: {implicit: FLOW}}
          """)
  @DisplayName("is the same in whatever order, with whatever extensions, it is written")
  void same(String old, String now) {
    assertThat(changes(old, "token", now, "token")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"token, token2", "token2, token"})
  @DisplayName("is another one where it differs, however late in its text")
  void other(String old, String now) {
    String scheme = "{type: oauth2, flows: {implicit: FLOW}}";
    assertThat(changes(scheme, old, scheme, now))
        .extracting(change -> change.kind().id())
        .containsExactly("security-alternative-removed", "security-alternative-added");
  }

  private static List<Change> changes(String old, String oldUrl, String now, String newUrl) {
    return SmallSpec.drift(document(old, oldUrl), document(now, newUrl)).served().stream()
        .flatMap(operation -> operation.changes().stream())
        .toList();
  }

  private static ObjectNode document(String scheme, String tokenUrl) {
    String text =
        "{openapi: 3.1.0, paths: {/a: {get: {operationId: op, security: [{s: []}]}}},"
            + " components: {securitySchemes: {s: "
            + scheme.replace("FLOW", FLOW.formatted(tokenUrl))
            + "}}}";
    return (ObjectNode) Yaml.parse(text.getBytes(StandardCharsets.UTF_8), "test");
  }
}
