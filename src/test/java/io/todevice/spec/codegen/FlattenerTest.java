package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlattenerTest {

  private static final JsonNode COMPONENTS =
      yaml(
          """
          A: {type: object, title: A, required: [a], properties: {a: {type: string}}}
          B: {type: object, title: B, required: [b], properties: {b: {type: integer}}}
          Alias: {$ref: '#/components/schemas/A', title: Alias}
          Loop: {allOf: [{$ref: '#/components/schemas/Loop'}]}
          """);

  private final Flattener flattener = new Flattener(COMPONENTS);

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
                "allOf: [{allOf: [{properties: {x: {}}}, {properties: {y: {}}}]}, {properties: {z: {}}}]"))
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

  @Test
  void alternativesOfObjectsBecomeOneWithTheMembersOfAll() {
    assertThat(
            flat(
                """
                oneOf:
                  - {type: object, required: [t, a], properties: {t: {const: a}, a: {type: string}}}
                  - {type: object, required: [t], properties: {t: {const: b}, b: {type: string}}}
                """))
        .isEqualTo(
            yaml(
                """
                type: object
                required: [t]
                properties: {t: {type: [string]}, a: {type: string}, b: {type: string}}
                """));
  }

  @Test
  void aMemberOfAnotherTypeInEachAlternativeIsAnyValue() {
    JsonNode member =
        flat("""
                anyOf:
                  - {type: object, properties: {x: {type: string}}}
                  - {type: object, properties: {x: {type: integer}}}
                """)
            .at("/properties/x");

    assertThat(Shape.of(member)).isEqualTo(Shape.JSON_VALUE);
  }

  @Test
  void aMemberThatIsAnotherObjectInEachAlternativeIsTheChoiceBetweenThem() {
    assertThat(
            flat("""
                    anyOf:
                      - {type: object, properties: {x: {type: object, properties: {a: {}}}}}
                      - {type: object, properties: {x: {type: object, properties: {b: {}}}}}
                    """)
                .at("/properties/x"))
        .isEqualTo(
            yaml(
                "anyOf: [{type: object, properties: {a: {}}}, {type: object, properties: {b: {}}}]"));
  }

  @Test
  void alternativesThatAreListsBecomeOneOfEitherElements() {
    assertThat(
            flat(
                """
                oneOf:
                  - {type: array, items: {type: object, properties: {a: {}}}}
                  - {type: array, items: {type: object, properties: {b: {}}}}
                """))
        .isEqualTo(
            yaml(
                """
                type: [array]
                items:
                  anyOf: [{type: object, properties: {a: {}}}, {type: object, properties: {b: {}}}]
                """));
  }

  @Test
  void alternativesOfDifferentKindsKeepWhatEachSays() {
    assertThat(
            flat(
                """
                oneOf:
                  - {type: string}
                  - {type: object, title: Key Object, required: [a], properties: {a: {type: string}}}
                  - {type: array, items: {type: boolean}}
                """))
        .isEqualTo(
            yaml(
                """
                type: [string, object, array]
                properties: {a: {type: string}}
                required: [a]
                x-object-title: Key Object
                items: {type: boolean}
                """));
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
  void whatIsOnlySaidOnConditionIsOptional() {
    assertThat(
            flat(
                """
                type: object
                required: [a]
                properties: {a: {type: string}}
                if: {properties: {a: {const: x}}}
                then: {required: [b], properties: {b: {type: string}}}
                else: {properties: {c: {type: string}}}
                dependentSchemas: {a: {required: [d], properties: {d: {type: string}}}}
                """))
        .isEqualTo(
            yaml(
                """
                type: object
                required: [a]
                properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}
                if: {properties: {a: {const: x}}}
                then: {required: [b], properties: {b: {type: string}}}
                else: {properties: {c: {type: string}}}
                dependentSchemas: {a: {required: [d], properties: {d: {type: string}}}}
                """));
  }

  @Test
  void theFirstElementsOfAListAreAlternativesOfAllElements() {
    assertThat(
            flat("{type: array, prefixItems: [{type: string}, {type: boolean}], items: {type: integer}}")
                .path("items"))
        .isEqualTo(yaml("anyOf: [{type: integer}, {type: string}, {type: boolean}]"));
  }

  @Test
  void unevaluatedMembersAreOtherMembers() {
    assertThat(
            flat("{allOf: [{properties: {a: {}}}], unevaluatedProperties: {type: string}}")
                .path("additionalProperties"))
        .isEqualTo(yaml("type: string"));
  }

  @Test
  void alternativesThatOnlyRequireSomethingLeaveTheObjectItsMembers() {
    for (String type : new String[] {"type: object, ", ""}) {
      assertThat(
              flat(
                  "{%sproperties: {a: {}, b: {}}, required: [c], anyOf: [{required: [a]}, {required: [b]}]}"
                      .formatted(type)))
          .isEqualTo(yaml("{type: object, properties: {a: {}, b: {}}, required: [c]}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING     | oneOf: [{type: string, pattern: a}, {type: string, format: uri}]",
        "STRING     | oneOf: [{const: a}, {const: b}]",
        "STRING     | {type: string, anyOf: [{pattern: a}, {maxLength: 3}]}",
        "LIST       | oneOf: [{type: array, items: {type: string}}, {type: array}]",
        "UNION      | oneOf: [{type: string}, {type: object, properties: {a: {}}}]",
        "JSON_VALUE | oneOf: [{type: string}, {type: object}]",
        "JSON_VALUE | oneOf: [{type: string}, {type: integer}]",
        "UNION      | oneOf: [{type: object, properties: {a: {}}}, {type: array}]",
        "UNION      | oneOf: [{type: string}, {type: array, items: {type: string}}]",
        "JSON_VALUE | oneOf: [{type: string}, {type: array}]",
        "JSON_VALUE | oneOf: [{}, {type: object, properties: {a: {}}}]",
        "MODEL      | oneOf: [{type: object, properties: {a: {}}}]",
        "MODEL      | oneOf: [{type: 'null'}, {type: object, properties: {a: {}}}]",
        "MODEL      | oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
        "INTEGER    | allOf: [{type: integer}, {minimum: 3}]",
      })
  void alternativesOfAnyKindHaveOneType(Shape shape, String schema) {
    assertThat(Shape.of(flat(schema))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      value = {
        "absent         | absent         | absent",
        "false          | false          | false",
        "absent         | false          | absent",
        "{type: string} | false          | {type: string}",
        "{type: string} | {type: string} | {type: string}",
        "{type: string} | absent         | true",
        "{type: string} | {type: number} | {anyOf: [{type: string}, {type: number}]}",
      })
  void otherMembersAreAllowedWhereAnAlternativeAllowsThem(
      String one, String other, String expected) {
    assertThat(
            flat("""
                    anyOf:
                      - {type: object, properties: {a: {}}%s}
                      - {type: object, properties: {b: {}}%s}
                    """
                    .formatted(rest(one), rest(other)))
                .path("additionalProperties"))
        .isEqualTo(
            yaml("x: 1" + rest(expected).replaceFirst(", ", "\n")).path("additionalProperties"));
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
        "- | oneOf: [{$ref: '#/components/schemas/A'}]",
        "- | type: string",
        "- | {}",
      })
  void aSchemaThatAddsNothingIsTheComponentItself(String component, String schema) {
    assertThat(flattener.referredComponent(yaml(schema))).isEqualTo(component.replace("-", ""));
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
    assertThat(flattener.orNull(yaml(schema)).isMissingNode()).isNotEqualTo(isOne);
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
        "allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {maxLength: 3}}, required: [x]}]");

    assertThat(COMPONENTS).isEqualTo(before);
  }

  private JsonNode flat(String schema) {
    return withoutNothing(flattener.flatten(yaml(schema)));
  }

  private Iterable<String> keys(String schema) {
    return SpecFiles.keys(flat(schema).path("properties"));
  }

  /** An empty list of what is required says the same as none. */
  private static JsonNode withoutNothing(ObjectNode flat) {
    if (flat.path("required").isEmpty()) {
      flat.remove("required");
    }
    return flat;
  }

  private static String rest(String schema) {
    return schema == null ? "" : ", additionalProperties: " + schema;
  }
}
