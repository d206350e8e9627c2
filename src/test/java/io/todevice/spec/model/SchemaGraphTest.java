package io.todevice.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.Yaml;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The schemas of a document")
class SchemaGraphTest {

  private final JsonNode document =
      parse(
          """
          components:
            schemas:
              Device: {type: object, required: [id], properties: {id: {type: string}}}
              Alias: {$ref: '#/components/schemas/Device'}
              Circle: {$ref: '#/components/schemas/Circle'}
              Nested: {type: array, items: {$ref: '#/components/schemas/Nested'}}
              Itself: {type: object, allOf: [{$ref: '#/components/schemas/Itself'}]}
          """);
  private final SchemaGraph schemas = new SchemaGraph(document);

  @ParameterizedTest
  @DisplayName("are the same whether shared, inline, or put together")
  @ValueSource(
      strings = {
        "{type: object, required: [id], properties: {id: {type: string}}}",
        "{$ref: '#/components/schemas/Device'}",
        "{$ref: '#/components/schemas/Alias'}",
        "{allOf: [{$ref: '#/components/schemas/Device'}]}",
        "{description: One, allOf: [{allOf: [{$ref: '#/components/schemas/Alias'}]}, {}]}",
        "{allOf: [{type: object}, {required: [id]}, {properties: {id: {type: string}}}]}",
      })
  void sameMeaning(String text) {
    JsonNode schema = parse(text);

    assertThat(schemas.type(schema)).isEqualTo("object");
    assertThat(schemas.types(schema)).containsExactly("object");
    assertThat(schemas.required(schema)).containsExactly("id");
    assertThat(schemas.properties(schema)).containsOnlyKeys("id");
  }

  @Test
  @DisplayName("have the types of their alternatives and of the values that they list")
  void alternatives() {
    assertThat(
            schemas.types(parse("{oneOf: [{type: string}, {anyOf: [{type: [integer, 'null']}]}]}")))
        .containsExactly("string", "integer", "null");
    assertThat(schemas.types(parse("{enum: [a, 1, true], const: []}")))
        .containsExactly("string", "integer", "boolean", "array");
    assertThat(schemas.type(parse("{oneOf: [{type: string}]}"))).isEmpty();
    assertThat(schemas.types(parse("{}"))).isEmpty();
  }

  @Test
  @DisplayName("may be made of themselves")
  void circles() {
    JsonNode components = document.at("/components/schemas");

    assertThat(schemas.resolve(components.get("Circle")).isMissingNode()).isTrue();
    assertThat(schemas.types(components.get("Circle"))).isEmpty();
    assertThat(schemas.type(components.get("Nested"))).isEqualTo("array");
    assertThat(schemas.parts(components.get("Itself"))).hasSize(2);
  }

  @Test
  @DisplayName("lead nowhere where a reference does")
  void dangling() {
    assertThat(schemas.resolve(parse("{$ref: '#/components/schemas/Gone'}")).isMissingNode())
        .isTrue();
    assertThat(schemas.resolve(parse("{$ref: other.yaml}")).isMissingNode()).isTrue();
  }

  private static JsonNode parse(String yaml) {
    return Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8), "test.yaml");
  }
}
