package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: string                             | type: string",
        "{type: string, format: date-time}        | type: string",
        "{type: string, x-java-type: EventType}   | {type: string, format: EventType}",
        "{type: string, enum: [a, b]}             | type: string",
        "type: integer                            | {type: integer, format: int64}",
        "{type: integer, format: int32}           | {type: integer, format: int64}",
        "type: number                             | {type: number, format: double}",
        "type: boolean                            | type: boolean",
        "const: a                                 | type: string",
        "type: object                             | {type: string, format: json-object}",
        "{}                                       | {type: string, format: json-value}",
        "type: [string, integer]                  | {type: string, format: json-value}",
        "type: [string, 'null']                   | {type: string, nullable: true}",
        "oneOf: [{type: boolean}, {type: 'null'}] | {type: boolean, nullable: true}",
        "oneOf: [{type: string}, {type: object}]  | {type: string, format: json-value}",
        "oneOf: [{type: string}, {type: integer}, {type: 'null'}]"
            + " | {type: string, format: json-value, nullable: true}",
      })
  void everySchemaHasOneExactType(String schema, String type) {
    Normalised normalised = Normalised.of(schema);

    assertThat(normalised.type()).isEqualTo(yaml(type));
    assertThat(normalised.models()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: array, items: {type: integer}} | {type: integer, format: int64}",
        "{type: array, items: {type: array}}"
            + " | {type: array, items: {type: string, format: json-value}}",
        "{type: array}                         | {type: string, format: json-value}",
        "{type: array, items: {}}              | {type: string, format: json-value}",
        "items: {type: string}                 | type: string",
      })
  void aListIsOneOfItsItems(String schema, String items) {
    assertThat(Normalised.of(schema).type())
        .isEqualTo(yaml("{type: array, items: " + items(items) + "}"));
  }

  @Test
  void aDescriptionBecomesJavadoc() {
    assertThat(Normalised.of("{type: string, description: 'A `b`.'}").type())
        .isEqualTo(yaml("{type: string, x-javadoc: 'A <code>b</code>.'}"));
  }

  @Test
  void theDescriptionAtTheReferenceGoesBeforeThatOfTheComponent() {
    String components = "S: {type: string, description: General.}";

    assertThat(
            Normalised.of("{$ref: '#/components/schemas/S', description: Here.}", components)
                .type())
        .isEqualTo(yaml("{type: string, x-javadoc: Here.}"));
    assertThat(Normalised.of("$ref: '#/components/schemas/S'", components).type())
        .isEqualTo(yaml("{type: string, x-javadoc: General.}"));
  }

  @Test
  void theTextsThatAreAllowedAreFoundThroughReferences() {
    SchemaNormaliser normaliser =
        new SchemaNormaliser(
            yaml("E: {type: string, enum: [a, b]}"), new JavaTypes(yaml("{}")), new Models());

    assertThat(normaliser.allowedTexts(yaml("{$ref: '#/components/schemas/E', description: x}")))
        .isEqualTo(yaml("e: [a, b]").path("e"));
    assertThat(normaliser.allowedTexts(yaml("enum: [c]")).toString()).isEqualTo("[\"c\"]");
    assertThat(normaliser.allowedTexts(yaml("{type: integer, enum: [1]}"))).isEmpty();
    assertThat(normaliser.allowedTexts(yaml("type: string"))).isEmpty();
  }

  private static String items(String items) {
    return items.startsWith("{") ? items : "{" + items + "}";
  }
}
