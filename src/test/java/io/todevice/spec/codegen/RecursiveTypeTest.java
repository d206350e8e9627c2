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
        "Tree            | {$ref: '#/components/schemas/Tree'}",
        "Tree            | {allOf: [{$ref: '#/components/schemas/Tree'}], description: x}",
        "Tree            | {anyOf: [{$ref: '#/components/schemas/Tree'}, {type: 'null'}]}",
        "Tree            | {type: array, items: {$ref: '#/components/schemas/Tree'}}",
        "Tree            | {type: object, additionalProperties: {$ref: '#/components/schemas/Tree'}}",
        "Tree, TreeChild | {$ref: '#/components/schemas/Tree', required: [child]}",
        "Tree, TreeChild | {allOf: [{$ref: '#/components/schemas/Tree'}, {required: [child]}]}",
        "Tree, TreeChild"
            + " | {oneOf: [{$ref: '#/components/schemas/Tree'}, {properties: {x: {}}}]}",
        "Tree, TreeChild"
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

    assertThat(normalised.model("Tree").path("properties"))
        .isEqualTo(
            yaml(
                """
                child: {allOf: [{$ref: '#/components/schemas/Tree'}], x-javadoc: Below.}
                strict: {$ref: '#/components/schemas/TreeStrict'}
                """));
    assertThat(normalised.model("TreeStrict").path("properties"))
        .isEqualTo(normalised.model("Tree").path("properties"));
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

    assertThat(normalised.model("Tree").at("/properties/leaf/$ref").asText()).endsWith("/Leaf");
    assertThat(normalised.model("Leaf").at("/properties/tree/$ref").asText()).endsWith("/Tree");
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
