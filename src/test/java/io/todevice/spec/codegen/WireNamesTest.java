package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\u0000", "a\u007fb", "*/"})
  void aNameThatGeneratedCodeCannotRepeatIsRefused(String name) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("paths").putObject("/a").putObject("properties").put(name, 1);

    assertThat(SpecFiles.faultOf(() -> WireNames.check(document)))
        .startsWith("openapi.yaml#/paths/~1a/properties/")
        .endsWith(
            ": a name with a quote, a backslash, a control character or the end of a comment cannot"
                + " be generated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paths: {/a\\b: {}}",
        "paths: {/a: {get: {operationId: a\\b}}}",
        "paths: {/a: {parameters: [{name: a\\b, in: query}]}}",
        "components: {securitySchemes: {a\\b: {}}}",
        "components: {schemas: {S: {properties: {properties: {properties: {a\\b: {}}}}}}}",
      })
  void whereverNamesStand(String document) {
    assertThat(SpecFiles.faultOf(() -> CodegenDocument.of(yaml(document))))
        .contains("a name with a quote, a backslash, a control character or the end of a comment");
  }

  @Test
  void otherTextsMayHoldAnything() {
    assertThatCode(
            () ->
                WireNames.check(
                    yaml(
                        """
                        info: {description: "\\\\ \\" */"}
                        paths: {'/a-b/{c}$': {get: {operationId: a.b_c, x: {a"b: c}}}}
                        components: {schemas: {S: {properties: {"m.x+1&<>'": {enum: ['"']}}}}}
                        """)))
        .doesNotThrowAnyException();
  }
}
