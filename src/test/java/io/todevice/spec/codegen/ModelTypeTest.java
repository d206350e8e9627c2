package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTypeTest {

  @Test
  void anObjectWithPropertiesIsAClass() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            title: Some Thing
            description: What it is.
            required: [b, unknown]
            properties:
              a: {type: string, description: First.}
              b: {type: integer}
            """);

    assertThat(normalised.type())
        .isEqualTo(yaml("{allOf: [{$ref: '#/components/schemas/Outer'}], x-javadoc: What it is.}"));
    assertThat(normalised.models())
        .isEqualTo(
            yaml(
                """
                Outer:
                  type: object
                  x-javadoc: What it is.
                  properties:
                    a: {type: string, x-javadoc: First., x-wire-name: a}
                    b: {type: integer, format: int64, x-wire-name: b}
                  x-key-types: []
                  required: [b]
                  x-has-checks: true
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string}|''",
        "{type: [string, 'null']}|nulls = Nulls.SET",
        "{type: array, items: {type: [string, 'null']}}|contentNulls = Nulls.SET",
        "{additionalProperties: {type: [string, 'null']}}|contentNulls = Nulls.SET",
        "{type: array, items: {}}|contentNulls = Nulls.SET",
        "{type: array, items: {type: array, items: {type: [string, 'null']}}}|contentNulls ="
            + " Nulls.SET",
        "{type: array, items: {type: array, items: {}}}|''",
        "{type: [array, 'null'], items: {oneOf: [{type: string}, {type: 'null'}]}}"
            + "|nulls = Nulls.SET, contentNulls = Nulls.SET",
      })
  void nullIsReadWhereItIsAllowed(String property, String nulls) {
    Normalised normalised =
        Normalised.of("{type: object, properties: {a: %s}}".formatted(property));

    assertThat(normalised.property("a").path("x-nulls").asText()).isEqualTo(nulls);
  }

  @Test
  void anAnswerIsBuiltWithAllThatIsRequiredAlsoWhereItMayBeNull() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            required: [c, b]
            properties:
              a: {type: string}
              b: {type: [string, 'null']}
              c: {type: integer}
            """,
            "{}",
            "{}",
            true);

    assertThat(normalised.model("Outer").path("required")).isEqualTo(yaml("a: [c]").path("a"));
    assertThat(normalised.model("Outer").path("x-builder-empty").asText())
        .isEqualTo("<Missing_b, Missing_c>");
    assertThat(normalised.property("b").path("x-builder-after").asText()).isEqualTo("<Given, T2>");
    assertThat(normalised.property("a").has("x-missing")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one_thing: {%s}",
        "one_thing: {title: Thing, %s}",
        "one_thing: {$ref: '#/components/schemas/Thing'}",
        "one_thing: {description: x, allOf: [{$ref: '#/components/schemas/Other'}]}",
        "one_thing: {oneOf: [{%s}]}",
        "one_thing: {anyOf: [{%s}, {type: 'null'}]}",
      })
  void aClassIsNamedAfterItsPlaceHoweverItsSchemaIsWritten(String property) {
    String schema = "type: object, properties: {a: {}}";

    assertThat(
            keys(
                Normalised.of(
                        """
                        type: object
                        properties:
                          %s
                          list: {type: array, items: {%s}}
                          m.map: {additionalProperties: {%s}}
                        """
                            .formatted(property.formatted(schema), schema, schema),
                        """
                        Thing: {%s}
                        Other: {title: Another, $ref: '#/components/schemas/Thing'}
                        """
                            .formatted(schema))
                    .models()))
        .containsExactly("Outer", "OuterListItem", "OuterMMapValue", "OuterOneThing");
  }

  @Test
  void aComponentIsAClassForEachPlace() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            properties:
              a: {$ref: '#/components/schemas/Thing'}
              b: {$ref: '#/components/schemas/Thing', required: [x]}
              c: {$ref: '#/components/schemas/Thing', description: Third.}
            """,
            "Thing: {title: Some title, type: object, properties: {x: {type: string}}}");

    assertThat(keys(normalised.models())).containsExactly("Outer", "OuterA", "OuterB", "OuterC");
    assertThat(normalised.model("OuterA").has("required")).isFalse();
    assertThat(normalised.model("OuterB").path("required")).hasSize(1);
    assertThat(normalised.property("c"))
        .isEqualTo(yaml("{allOf: [{$ref: '#/components/schemas/OuterC'}], x-javadoc: Third.}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "next_batch        | nextBatch",
        "m.change_password | mChangePassword",
        "alreadyCamel      | alreadyCamel",
        "default           | defaultValue",
        "class             | classValue",
        "hashCode          | hashCodeValue",
        "builder           | builderValue",
        "1abc              | n1abc",
        "$x                | x",
        "''                | propertye3b0",
        "名前              | property7ec2",
      })
  void membersHaveJavaNames(String wireName, String javaName) {
    Normalised normalised =
        Normalised.of("properties: {\"" + wireName.replace("'", "") + "\": {type: string}}");

    assertThat(keys(normalised.model("Outer").path("properties"))).containsExactly(javaName);
    assertThat(normalised.model("Outer").at("/properties/" + javaName + "/x-wire-name").asText())
        .isEqualTo(wireName.replace("'", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a_b, aB, AB", "name, Name, NAME", "m.foo_bar, m.foo.bar, mFooBar", "-, ., ''"})
  void namesThatAreOneInJavaAreToldApartWhateverTheirOrder(String wireNames) {
    List<String> names = List.of(wireNames.split(", *"));
    Map<String, String> javaNames = JavaNames.membersOf(names, Set.of());
    List<String> reversed = new ArrayList<>(names);
    Collections.reverse(reversed);

    assertThat(javaNames.values().stream().map(JavaNames::folded))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(names);
    assertThat(JavaNames.membersOf(reversed, Set.of())).isEqualTo(javaNames);
  }

  @Test
  void theUsualSpellingKeepsThePlainName() {
    assertThat(JavaNames.membersOf(List.of("AB", "aB", "a_b"), Set.of()))
        .containsEntry("a_b", "aB")
        .hasEntrySatisfying("aB", name -> assertThat(name).matches("aBX[0-9a-f]{4}"));
  }

  @Test
  void classesOfMembersThatDifferInCaseAloneAreDifferentFiles() {
    Normalised normalised =
        Normalised.of(
            "properties: {Ab: {properties: {x: {}}}, AB: {properties: {y: {}}}, a_b: {properties:"
                + " {z: {}}}}");

    assertThat(keys(normalised.models()).stream().map(JavaNames::folded)).doesNotHaveDuplicates();
    assertThat(keys(normalised.models())).hasSize(4).contains("OuterAB");
  }

  @Test
  void namesOfDeepPlacesStayWithinWhatFileSystemsTake() {
    StringBuilder schema = new StringBuilder("{type: string}");
    for (int i = 0; i < 30; i++) {
      schema.insert(0, "{type: object, properties: {child_property_" + i + ": ").append("}}");
    }
    List<String> names = keys(Normalised.of(schema.toString()).models());

    assertThat(names).hasSize(30).allMatch(name -> name.length() <= JavaNames.MAX_LENGTH);
  }

  @Test
  void moreMembersThanARecordCanHaveAreAFaultOfTheirPlace() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 255; i++) {
      members.append("p").append(i).append(": {type: string}, ");
    }

    assertThat(
            SpecFiles.faultOf(
                () ->
                    Normalised.of(
                        "{properties: {list: {items: {properties: {" + members + "}}}}}")))
        .isEqualTo(
            "a.yaml#/paths/~1a/get: body › list › []: 255 properties, but a Java record cannot have"
                + " more than 254");
  }

  @Test
  void schemasThatReferToEachOtherCrissCrossHaveAnEnd() {
    StringBuilder components = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      components.append("C").append(i).append(": {type: object, properties: {");
      for (int j = 0; j < 12; j++) {
        components.append("p").append(j).append(": {$ref: '#/components/schemas/C");
        components.append(j).append("'}, ");
      }
      components.append("own").append(i).append(": {type: string}}}\n");
    }

    assertThat(Normalised.of("$ref: '#/components/schemas/C0'", components.toString()).models())
        .hasSizeBetween(Models.MAX_PLACES, Models.MAX_PLACES + 12);
  }

  @Test
  void whatMayBeNullIsNotRequiredInJava() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            required: [a, b, c, d]
            properties:
              a: {type: string}
              b: {type: [string, 'null']}
              c: {anyOf: [{$ref: '#/components/schemas/Thing'}, {type: 'null'}]}
              d: {$ref: '#/components/schemas/Thing'}
            """,
            "Thing: {type: object, properties: {x: {}}}");

    assertThat(normalised.model("Outer").path("required").toString()).isEqualTo("[\"a\",\"d\"]");
    assertThat(normalised.property("c"))
        .isEqualTo(
            yaml(
                "{allOf: [{$ref: '#/components/schemas/OuterC'}], nullable: true, x-nulls: nulls ="
                    + " Nulls.SET}"));
    assertThat(keys(normalised.models())).containsExactly("Outer", "OuterC", "OuterD");
  }

  @Test
  void aClassThatKeepsTheRestLeavesToItAllButItsOwnMembers() {
    Normalised normalised =
        Normalised.of(
            "{type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}",
            "{}",
            "{Outer: {implements: Fields, rest: json-value, has: [a]}}",
            false);

    assertThat(keys(normalised.model("Outer").path("properties")))
        .containsExactly("a", "additionalProperties");
    assertThat(normalised.model("Outer").path("required")).hasToString("[\"a\"]");
  }
}
