package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        .isEqualTo(
            yaml("{allOf: [{$ref: '#/components/schemas/SomeThing'}], x-javadoc: What it is.}"));
    assertThat(normalised.models())
        .isEqualTo(
            yaml(
                """
                SomeThing:
                  type: object
                  x-javadoc: What it is.
                  properties:
                    a: {type: string, x-javadoc: First.}
                    b: {type: integer, format: int64}
                  x-key-types: []
                  required: [b]
                  x-has-checks: true
                """));
  }

  @Test
  void aClassWithoutATitleIsNamedAfterItsContext() {
    assertThat(
            keys(
                Normalised.of(
                        """
                        type: object
                        properties:
                          one_thing: {type: object, properties: {a: {}}}
                          list: {type: array, items: {type: object, properties: {b: {}}}}
                        """)
                    .models()))
        .containsExactly("Outer", "OuterListItem", "OuterOneThing");
  }

  @Test
  void oneTitleAndStructureIsOneClassWhateverIsSaidOfIt() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            properties:
              a:
                title: T
                type: object
                description: One.
                properties: {x: {type: string, description: One., example: 1}}
                additionalProperties: {type: string, description: One.}
              b:
                title: T
                type: object
                x-other: true
                properties: {x: {type: string, description: Two.}}
                additionalProperties: {type: string, description: Two.}
            """);

    assertThat(keys(normalised.models())).containsExactly("Outer", "T");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{x: {type: integer}}",
        "{x: {type: string}, y: {}}",
        "{x: {type: string, x-java-type: EventType}}",
        "{title: {type: string}}",
      })
  void oneTitleWithAnotherStructureIsAnotherClass(String properties) {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            properties:
              a: {title: T, type: object, properties: {x: {type: string}}}
              b: {title: T, type: object, properties: %s}
              c: {title: T, type: object, properties: {z: {type: string}}}
            """
                .formatted(properties));

    assertThat(keys(normalised.models())).containsExactly("Outer", "OuterBT", "OuterCT", "T");
    assertThat(normalised.property("a")).isEqualTo(yaml("$ref: '#/components/schemas/T'"));
    assertThat(normalised.property("b")).isEqualTo(yaml("$ref: '#/components/schemas/OuterBT'"));
  }

  @Test
  void propertiesThatAreCalledLikeKeywordsCount() {
    assertThat(
            keys(
                Normalised.of(
                        """
                        type: object
                        properties:
                          a: {title: T, type: object, properties: {description: {type: string}}}
                          b: {title: T, type: object, properties: {example: {type: string}}}
                        """)
                    .models()))
        .containsExactly("Outer", "OuterBT", "T");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error",
        "Object",
        "Map",
        "Builder",
        "Context",
        "Nullable",
        "JsonObject",
        "Query",
        "Date",
        "Path"
      })
  void aClassNeverHidesOneThatGeneratedCodeNeeds(String title) {
    assertThat(keys(Normalised.of("{title: " + title + ", properties: {a: {}}}").models()))
        .containsExactly(title + "Body");
  }

  @Test
  void aComponentIsOneClassForAllThatReferToIt() {
    Normalised normalised =
        Normalised.of(
            """
            type: object
            properties:
              a: {$ref: '#/components/schemas/Thing'}
              b: {title: Other, type: object, allOf: [{$ref: '#/components/schemas/Thing'}]}
              c: {$ref: '#/components/schemas/Thing', description: Third.}
            """,
            "Thing: {title: Some title, type: object, properties: {x: {}}}");

    assertThat(keys(normalised.models())).containsExactly("Outer", "Thing");
    assertThat(normalised.model("Outer").path("properties"))
        .isEqualTo(
            yaml(
                """
                a: {$ref: '#/components/schemas/Thing'}
                b: {$ref: '#/components/schemas/Thing'}
                c: {allOf: [{$ref: '#/components/schemas/Thing'}], x-javadoc: Third.}
                """));
  }

  @Test
  void aComponentWithSomethingBesideItIsAClassOfItsOwn() {
    Normalised normalised =
        Normalised.of(
            "{$ref: '#/components/schemas/Thing', required: [x], title: Strict}",
            "Thing: {type: object, properties: {x: {type: string}}}");

    assertThat(keys(normalised.models())).containsExactly("Strict");
    assertThat(normalised.model("Strict").path("required").toString()).isEqualTo("[\"x\"]");
  }

  @Test
  void oddPropertyNamesStayAsTheyAre() {
    assertThat(
            keys(
                Normalised.of(
                        """
                        type: object
                        properties: {default: {}, class: {}, m.heroes: {}, 1abc: {}, $x: {}, +1: {}}
                        """)
                    .model("Outer")
                    .path("properties")))
        .containsExactly("default", "class", "m.heroes", "1abc", "$x", "+1");
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
        .isEqualTo(yaml("{allOf: [{$ref: '#/components/schemas/Thing'}], nullable: true}"));
    assertThat(keys(normalised.models())).containsExactly("Outer", "Thing");
  }
}
