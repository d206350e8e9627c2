package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: object, additionalProperties: {type: boolean}} | type: boolean",
        "{type: object, patternProperties: {'^a': {type: boolean}}} | type: boolean",
        "{type: object, patternProperties: {'^a': {type: boolean}}, additionalProperties: false}"
            + " | type: boolean",
        "{type: object, patternProperties: {'^a': {type: boolean}}, additionalProperties: true}"
            + " | {type: string, format: json-value}",
        "{type: object, patternProperties: {a: {type: boolean}}, additionalProperties: {type:"
            + " boolean}} | type: boolean",
        "{type: object, patternProperties: {a: {type: boolean}, b: {type: boolean}}} | type:"
            + " boolean",
        "{type: object, patternProperties: {a: {type: boolean}, b: {type: string}}}"
            + " | {type: string, format: json-value}",
        "{type: object, additionalProperties: {type: object}} | {type: string, format:"
            + " json-object}",
      })
  void theValuesOfAMapHaveOneType(String schema, String values) {
    assertThat(Normalised.of(schema).type())
        .isEqualTo(yaml("type: object").set("additionalProperties", yaml(values)));
  }

  @Test
  void patternsThatDifferInTheirDescriptionsAreOne() {
    assertThat(
            Normalised.of(
                    """
                    type: object
                    patternProperties:
                      a: {type: boolean, description: One.}
                      b: {type: boolean, description: Two.}
                    """)
                .type())
        .isEqualTo(yaml("{type: object, additionalProperties: {type: boolean, x-javadoc: One.}}"));
  }

  @Test
  void mapsInMapsKnowTheTypesOfTheirKeys() {
    assertThat(
            Normalised.of(
                    """
                    type: object
                    x-map-keys: [UserKey, DeviceKey]
                    additionalProperties:
                      type: object
                      additionalProperties: {type: object}
                    """)
                .type())
        .isEqualTo(
            yaml(
                """
                type: object
                x-key-type: UserKey
                additionalProperties:
                  type: object
                  x-key-type: DeviceKey
                  additionalProperties: {type: string, format: json-object}
                """));
  }

  @Test
  void aModelSaysWhichKeyTypesItNeeds() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            properties:
              x: {type: object, x-map-keys: [UserKey], additionalProperties: {type: string}}
              z: {type: object, x-map-keys: [DeviceKey], additionalProperties: {type: string}}
            """);

    assertThat(normalised.model("Outer").path("x-key-types").toString())
        .isEqualTo("[\"DeviceKey\",\"UserKey\"]");
  }

  @Test
  void theValuesOfAMapMayBeAClass() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            additionalProperties: {title: Joined Room, type: object, properties: {a: {type: string}}}
            """);

    assertThat(normalised.type())
        .isEqualTo(
            yaml(
                "{type: object, additionalProperties: {$ref: '#/components/schemas/OuterValue'}}"));
    assertThat(keys(normalised.models())).containsExactly("OuterValue");
  }

  @Test
  void aClassOfValuesWithoutATitleIsNamedAfterTheMap() {
    assertThat(
            keys(
                Normalised.of(
                        "{type: object, additionalProperties: {type: object, properties: {a: {}}}}")
                    .models()))
        .containsExactly("OuterValue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "additionalProperties: true                | {type: string, format: json-value}",
        "additionalProperties: {}                  | {type: string, format: json-value}",
        "additionalProperties: {type: integer}     | {type: integer, format: int64}",
        "patternProperties: {'^x': {type: object}} | {type: string, format: json-object}",
      })
  void whatStandsBesideNamedPropertiesIsKeptInTheRest(String others, String values) {
    assertThat(
            Normalised.of("type: object\nproperties: {a: {type: string}}\n" + others)
                .property("additionalProperties"))
        .isEqualTo(yaml("{type: object, x-rest: true}").set("additionalProperties", yaml(values)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"additionalProperties: false", "propertyNames: {}"})
  void withoutOtherPropertiesThereIsNoRest(String others) {
    Normalised normalised =
        Normalised.of("type: object\nproperties: {a: {type: string}}\n" + others);

    assertThat(keys(normalised.model("Outer").path("properties"))).containsExactly("a");
    assertThat(normalised.model("Outer").path("x-has-checks").booleanValue()).isFalse();
  }
}
