package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A value of several kinds")
class UnionTypeTest {

  @Test
  @DisplayName("is a union with a record for each kind, where one of the kinds has structure")
  void hasARecordForEachKind() {
    Normalised normalised =
        Normalised.of(
            """
            oneOf:
              - {type: string}
              - {type: object, title: Key Object, properties: {key: {type: string}}}
            """);

    assertThat(normalised.type()).isEqualTo(yaml("$ref: '#/components/schemas/Outer'"));
    assertThat(normalised.model("Outer"))
        .isEqualTo(
            yaml(
                """
                type: object
                x-union: true
                properties:
                  Text: {type: string, x-kind: string, x-record: Text}
                  Members:
                    allOf: [{$ref: '#/components/schemas/OuterMembers'}]
                    x-kind: object
                    x-record: Members
                """));
    assertThat(keys(normalised.model("OuterMembers").path("properties"))).containsExactly("key");
  }

  @Test
  @DisplayName("is the same if a list of types says so")
  void mayBeSaidByAListOfTypes() {
    Normalised normalised =
        Normalised.of("{type: [integer, object, 'null'], properties: {a: {type: string}}}");

    assertThat(normalised.type())
        .isEqualTo(yaml("{allOf: [{$ref: '#/components/schemas/Outer'}], nullable: true}"));
    assertThat(keys(normalised.model("Outer").path("properties")))
        .containsExactly("Whole", "Members");
    assertThat(keys(normalised.models())).containsExactly("Outer", "OuterMembers");
  }

  @Test
  @DisplayName("may be a list or a map or any scalar")
  void mayBeOfAllKinds() {
    assertThat(
            Normalised.of(
                    """
                    anyOf:
                      - {type: array, items: {type: string}}
                      - {type: object, additionalProperties: {type: boolean}}
                      - {type: [integer, number]}
                      - {type: boolean}
                    """)
                .model("Outer")
                .path("properties"))
        .isEqualTo(
            yaml(
                """
                Elements: {type: array, items: {type: string}, x-kind: array, x-record: Elements}
                Members:
                  type: object
                  additionalProperties: {type: boolean}
                  x-kind: object
                  x-record: Members
                Decimal: {type: number, format: double, x-kind: number, x-record: Decimal}
                Flag: {type: boolean, x-kind: boolean, x-record: Flag}
                """));
  }

  @Test
  @DisplayName("is any value where no kind has structure")
  void isAnyValueWithoutStructure() {
    assertThat(Normalised.of("type: [string, object]").type())
        .isEqualTo(yaml("{type: string, format: json-value}"));
  }

  @Test
  @DisplayName("may hold itself, also where the choices are nested anew in each turn")
  void mayHoldItself() {
    Normalised normalised =
        Normalised.of(
            "$ref: '#/components/schemas/A'",
            """
            A:
              type: object
              properties:
                child:
                  anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
            B:
              type: object
              properties:
                child: {$ref: '#/components/schemas/B'}
                other: {type: array, items: {$ref: '#/components/schemas/A'}}
            """);

    assertThat(normalised.models()).isNotEmpty();
    assertThat(normalised.models().toString()).doesNotContain("json-value");
  }

  @Test
  @DisplayName("of other members stands in a class beside those that are named")
  void mayBeTheTypeOfOtherMembers() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            properties: {additionalProperties: {type: string}}
            patternProperties:
              a: {type: object, properties: {x: {type: string}}}
              b: {type: object, properties: {y: {type: string}}}
            """);

    assertThat(normalised.property("additionalProperties")).isEqualTo(yaml("type: string"));
    assertThat(normalised.property("otherProperties").path("additionalProperties"))
        .isEqualTo(yaml("$ref: '#/components/schemas/OuterValue'"));
    assertThat(keys(normalised.model("OuterValue").path("properties"))).containsExactly("x", "y");
  }
}
