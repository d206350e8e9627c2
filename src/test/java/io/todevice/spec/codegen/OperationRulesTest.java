package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "An operation that the generator cannot read is refused in one line that names its place")
class OperationRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a           |                                                 | the path 'a' does not start with '/'
          /a/{b}/{c}  | parameters: [{name: b, in: path}]               | the path parameter 'c' of /a/{b}/{c} is not declared
          /a/{b}      | parameters: [{name: b, in: query}]              | the path parameter 'b' of /a/{b} is not declared
          /a          | parameters: [{name: b, in: path}]               | the path parameter 'b' is not in the path /a
          /a          | parameters: [{name: q, in: query}, {name: q, in: query}] | the query parameter 'q' is declared twice
          /a          | responses: {ok: {description: ''}}              | 'ok' is neither a status, a range like 4XX nor default
          /a          | responses: {'099': {description: ''}}           | '099' is neither a status, a range like 4XX nor default
          /a          | responses: {'600': {description: ''}}           | '600' is neither a status, a range like 4XX nor default
          /a          | responses: {2X: {description: ''}}              | '2X' is neither a status, a range like 4XX nor default
          """)
  void refused(String path, String operation, String reason) {
    assertThat(SpecFiles.faultOf(() -> CodegenDocument.of(document(path, operation))))
        .isEqualTo("a.yaml#/paths/~1a/get: " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parameters: [{name: b, in: path}, {name: b, in: query}, {name: b, in: header}]",
        "parameters: [{name: b, in: path}], responses: {2XX: {}, 4xx: {}, '503': {}, default: {}}",
        "parameters: [{name: b, in: path}], responses: {x-note: {}}",
      })
  void accepted(String operation) {
    assertThatCode(() -> CodegenDocument.of(document("/a/{b}", operation)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{type: array, items: |}", "{additionalProperties: |}"})
  @DisplayName("Lists and maps in each other are refused before the generator's parser gives up")
  void deepContainers(String opening, String closing) {
    assertThatCode(() -> Normalised.of(nested(40, opening, closing))).doesNotThrowAnyException();
    assertThat(SpecFiles.faultOf(() -> Normalised.of(nested(41, opening, closing))))
        .endsWith("more than 40 lists and maps in each other");
  }

  private static String nested(int depth, String opening, String closing) {
    return opening.repeat(depth) + "{type: string}" + closing.repeat(depth);
  }

  private static JsonNode document(String path, String operation) {
    String rest = operation == null ? "" : ", " + operation;
    return yaml(
        "paths: {'%s': {get: {operationId: a, x-source: 'a.yaml#/paths/~1a/get'%s}}}"
            .formatted(path, rest));
  }
}
