package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static io.todevice.spec.codegen.FlatSchemas.COMPONENTS;
import static io.todevice.spec.codegen.FlatSchemas.flat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlattenerTest {

  @Test
  void severalObjectsBecomeOneWithTheMembersOfAll() {
    assertThat(
            flat(
                """
                type: object
                description: Own.
                required: [c, a]
                properties: {c: {type: boolean}}
                allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
                """))
        .isEqualTo(
            yaml(
                """
                type: object
                title: B
                required: [a, b, c]
                properties: {a: {type: string}, b: {type: integer}, c: {type: boolean}}
                description: Own.
                """));
  }

  @Test
  void partsMayHavePartsThemselves() {
    assertThat(
            keys(
                "allOf: [{allOf: [{properties: {x: {}}}, {properties: {y: {}}}]}, {properties: {z:"
                    + " {}}}]"))
        .containsExactly("x", "y", "z");
  }

  @Test
  void whatStandsBesideAReferenceIsAdded() {
    assertThat(flat("{$ref: '#/components/schemas/A', description: Mine., required: [z]}"))
        .isEqualTo(
            yaml(
                """
                type: object
                title: A
                required: [a, z]
                properties: {a: {type: string}}
                description: Mine.
                """));
  }

  @Test
  void anAliasIsFollowed() {
    assertThat(flat("$ref: '#/components/schemas/Alias'").path("properties"))
        .isEqualTo(yaml("a: {type: string}"));
  }

  @Test
  void aMemberOfSeveralPartsMustFulfilAll() {
    assertThat(
            flat("""
            allOf:
              - properties: {x: {type: object, description: One.}}
              - properties: {x: {description: Two., title: X, required: [a]}}
            """)
                .at("/properties/x"))
        .isEqualTo(
            yaml(
                """
                title: X
                description: Two.
                allOf:
                  - {type: object, description: One.}
                  - {description: Two., title: X, required: [a]}
                """));
  }

  @Test
  void aMemberThatIsSaidTwiceInTheSameWayIsTheLaterOne() {
    assertThat(
            flat("""
            allOf:
              - properties: {x: {type: string, description: One.}}
              - properties: {x: {type: string, description: Two.}}
            """)
                .at("/properties/x"))
        .isEqualTo(yaml("{type: string, description: Two.}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items",
        "additionalProperties",
      })
  void elementsAndOtherMembersOfSeveralPartsMustFulfilAll(String keyword) {
    assertThat(
            flat("""
            allOf:
              - %1$s: {type: object, properties: {a: {}}}
              - %1$s: {required: [a]}
            """
                    .formatted(keyword))
                .path(keyword))
        .isEqualTo(yaml("allOf: [{type: object, properties: {a: {}}}, {required: [a]}]"));
  }

  @Test
  void unevaluatedMembersAreOtherMembers() {
    assertThat(
            flat("{allOf: [{properties: {a: {}}}], unevaluatedProperties: {type: string}}")
                .path("additionalProperties"))
        .isEqualTo(yaml("type: string"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A | $ref: '#/components/schemas/A'",
        "A | {$ref: '#/components/schemas/A', description: x, title: y, x-z: 1, deprecated: true}",
        "A | {type: object, title: Mine, allOf: [{$ref: '#/components/schemas/A'}]}",
        "A | {allOf: [{allOf: [{$ref: '#/components/schemas/A'}], example: {}}], default: {}}",
        "A | allOf: [{$ref: '#/components/schemas/A'}, {description: Mine.}]",
        "- | allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
        "- | {$ref: '#/components/schemas/A', required: [a]}",
        "- | {$ref: '#/components/schemas/A', type: string}",
        "- | allOf: [{$ref: '#/components/schemas/A'}, {required: [a]}]",
        "- | {allOf: [{$ref: '#/components/schemas/A'}], properties: {b: {}}}",
        "A | oneOf: [{$ref: '#/components/schemas/A'}]",
        "A | {anyOf: [{oneOf: [{$ref: '#/components/schemas/A'}]}], title: Mine}",
        "- | type: string",
        "- | {}",
      })
  void aSchemaThatAddsNothingStandsForAnother(String component, String schema) {
    Flattener flattener = new Flattener(COMPONENTS);
    ObjectNode own = yaml(schema);

    assertThat(flattener.inner(own))
        .isSameAs(component.equals("-") ? own : COMPONENTS.path(component));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | oneOf: [{type: string}, {type: 'null'}]",
        "true  | {anyOf: [{type: 'null'}, {type: string}], description: x}",
        "true  | oneOf: [{const: null}, {type: string}]",
        "false | oneOf: [{type: string}, {type: integer}, {type: 'null'}]",
        "false | oneOf: [{type: 'null'}, {type: 'null'}]",
        "false | oneOf: [{type: string}]",
        "false | {oneOf: [{type: string}, {type: 'null'}], maxLength: 3}",
        "false | type: [string, 'null']",
      })
  void aChoiceBetweenOneThingAndNullIsKnown(boolean isOne, String schema) {
    assertThat(new Flattener(COMPONENTS).orNull(yaml(schema)).isMissingNode()).isNotEqualTo(isOne);
  }

  @Test
  void aSchemaThatIsMadeOfItselfIsRefused() {
    assertThat(SpecFiles.faultOf(() -> flat("$ref: '#/components/schemas/Loop'")))
        .isEqualTo("openapi.yaml#/components/schemas/Loop: the schema is made of itself");
  }

  @Test
  void aReferenceToAnythingButASchemaIsRefused() {
    assertThat(SpecFiles.faultOf(() -> flat("$ref: '#/paths'")))
        .isEqualTo("openapi.yaml: unexpected reference '#/paths'");
  }

  @Test
  void theSourceIsNotChanged() {
    JsonNode before = COMPONENTS.deepCopy();

    flat(
        "allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {maxLength: 3}}, required:"
            + " [x]}]");

    assertThat(COMPONENTS).isEqualTo(before);
  }

  private static Iterable<String> keys(String schema) {
    return SpecFiles.keys(flat(schema).path("properties"));
  }
}
