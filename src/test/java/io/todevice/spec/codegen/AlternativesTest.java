package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static io.todevice.spec.codegen.FlatSchemas.flat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternativesTest {

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
                "anyOf: [{type: object, properties: {a: {}}}, {type: object, properties: {b:"
                    + " {}}}]"));
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
                items: {type: boolean}
                """));
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
            flat("{type: array, prefixItems: [{type: string}, {type: boolean}], items: {type:"
                    + " integer}}")
                .path("items"))
        .isEqualTo(yaml("anyOf: [{type: integer}, {type: string}, {type: boolean}]"));
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

  private static String rest(String schema) {
    return schema == null ? "" : ", additionalProperties: " + schema;
  }
}
