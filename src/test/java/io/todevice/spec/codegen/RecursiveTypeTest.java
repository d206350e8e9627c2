package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas within themselves. */
class RecursiveTypeTest {

  private static final String TREE = "$ref: '#/components/schemas/Tree'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Outer             | {$ref: '#/components/schemas/Tree'}",
        "Outer             | {allOf: [{$ref: '#/components/schemas/Tree'}], description: x}",
        "Outer             | {anyOf: [{$ref: '#/components/schemas/Tree'}, {type: 'null'}]}",
        "Outer             | {type: array, items: {$ref: '#/components/schemas/Tree'}}",
        "Outer             | {type: object, additionalProperties: {$ref:"
            + " '#/components/schemas/Tree'}}",
        "Outer, OuterChild | {$ref: '#/components/schemas/Tree', required: [child]}",
        "Outer, OuterChild | {allOf: [{$ref: '#/components/schemas/Tree'}, {required: [child]}]}",
        "Outer, OuterChild"
            + " | {oneOf: [{$ref: '#/components/schemas/Tree'}, {properties: {x: {}}}]}",
        "Outer, OuterChild"
            + " | {type: object, properties: {inner: {$ref: '#/components/schemas/Tree'}}}",
      })
  void theyBecomeFinitelyManyClasses(String classes, String child) {
    Normalised normalised =
        Normalised.of(TREE, "Tree: {type: object, properties: {child: " + child + "}}");

    assertThat(keys(normalised.models())).containsExactly(classes.split(", "));
  }

  @Test
  void aClassRefersToItself() {
    Normalised normalised =
        Normalised.of(
            TREE,
            """
            Tree:
              type: object
              properties:
                child: {$ref: '#/components/schemas/Tree', description: Below.}
                strict: {$ref: '#/components/schemas/Tree', required: [child]}
            """);

    assertThat(normalised.property("child"))
        .isEqualTo(yaml("{allOf: [{$ref: '#/components/schemas/Outer'}], x-javadoc: Below.}"));
    assertThat(normalised.property("OuterStrict", "child")).isEqualTo(normalised.property("child"));
    assertThat(normalised.property("OuterStrict", "strict"))
        .isEqualTo(yaml("allOf: [{$ref: '#/components/schemas/OuterStrict'}]"));
  }

  @Test
  void twoThatReferToEachOtherAreTwoClasses() {
    Normalised normalised =
        Normalised.of(
            TREE,
            """
            Tree: {type: object, properties: {leaf: {$ref: '#/components/schemas/Leaf'}}}
            Leaf: {type: object, properties: {tree: {$ref: '#/components/schemas/Tree'}}}
            """);

    assertThat(keys(normalised.models())).containsExactly("Outer", "OuterLeaf");
    assertThat(normalised.property("OuterLeaf", "tree").toString()).contains("/Outer\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: array, items: {$ref: '#/components/schemas/L'}}",
        "{items: {allOf: [{$ref: '#/components/schemas/L'}], title: Inner}}",
        "{type: [array, 'null'], items: {$ref: '#/components/schemas/L'}}",
        "{type: array, items: {anyOf: [{$ref: '#/components/schemas/L'}, {type: 'null'}]}}",
        "{type: array, items: {type: array, items: {$ref: '#/components/schemas/L'}}}",
        "{type: object, additionalProperties: {$ref: '#/components/schemas/L'}}",
        "{type: object, patternProperties: {a: {$ref: '#/components/schemas/L'}}}",
        "{type: object, additionalProperties: {type: array, items: {$ref:"
            + " '#/components/schemas/L'}}}",
        "{allOf: [{items: {$ref: '#/components/schemas/L'}}, {type: array, items: {items: {}}}]}",
        "{anyOf: [{type: array, items: {$ref: '#/components/schemas/L'}}, {type: string}]}",
      })
  void aListOrMapThatContainsItselfIsAClass(String list) {
    Normalised normalised = Normalised.of("$ref: '#/components/schemas/L'", "L: " + list);

    assertThat(normalised.models()).isNotEmpty();
    assertThat(normalised.models().toString()).contains("#/components/schemas/Outer");
  }

  @Test
  void aListThatLeadsToOneThatContainsItselfIsAList() {
    Normalised normalised =
        Normalised.of(
            "{type: array, minItems: 1, items: {$ref: '#/components/schemas/L'}}",
            "L: {type: array, items: {$ref: '#/components/schemas/L'}}");

    assertThat(normalised.type())
        .isEqualTo(yaml("{type: array, items: {$ref: '#/components/schemas/OuterItem'}}"));
    assertThat(normalised.property("OuterItem", "Elements").path("items"))
        .isEqualTo(yaml("$ref: '#/components/schemas/OuterItem'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
        "anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
      })
  void mixturesOfThemStayFiniteToo(String mixture) {
    Normalised normalised =
        Normalised.of(
            mixture,
            """
            A: {type: object, properties: {p: {%s}, q: {$ref: '#/components/schemas/B'}}}
            B: {type: object, properties: {p: {$ref: '#/components/schemas/A'}, q: {%s}}}
            """
                .formatted(mixture, mixture));

    assertThat(normalised.models().size()).isLessThan(20);
  }
}
