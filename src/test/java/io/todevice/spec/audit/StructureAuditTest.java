package io.todevice.spec.audit;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.codegen.CodegenDocument;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The audit of structure")
class StructureAuditTest {

  private static final String JSON_VALUE = "{type: string, format: json-value}";
  private static final String JSON_OBJECT = "{type: string, format: json-object}";

  @ParameterizedTest
  @DisplayName("finds structure whose type is untyped, however the schema says it")
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: object, properties: {a: {}}} | the properties a",
        "{type: object, patternProperties: {'^a': {type: string}}} | the type of the members that are not named",
        "{type: object, additionalProperties: {type: string}} | the type of the members that are not named",
        "{type: object, unevaluatedProperties: {type: string}} | the type of the members that are not named",
        "{type: array, items: {type: string}} | the type of the elements",
        "{type: array, prefixItems: [{type: string}]} | the type of the elements",
        "{allOf: [{type: object}, {properties: {a: {}}}]} | the properties a",
        "{oneOf: [{type: string}, {type: object, properties: {a: {}}}]} | the properties a",
        "{anyOf: [{properties: {a: {}}}, {properties: {b: {}}}]} | 'the properties a, b'",
        "{type: object, then: {properties: {a: {}}}} | the properties a",
        "{$ref: '#/components/schemas/Shared'} | the properties s",
        "{type: [string, object], properties: {a: {}}} | the properties a",
      })
  void findsPlantedLosses(String schema, String lost) {
    for (String type : new String[] {JSON_VALUE, JSON_OBJECT, "{type: string}"}) {
      assertThat(audit(schema, type).losses())
          .containsExactly(
              new Loss(
                  "/paths/~1a/get/responses/200/content/application~1json/schema",
                  "op 200",
                  lost.replace("'", ""),
                  ""));
    }
  }

  @ParameterizedTest
  @DisplayName("finds nothing where the schema says no more, and counts the place as free")
  @ValueSource(
      strings = {
        "{}",
        "{type: object}",
        "{type: [string, object]}",
        "{type: object, additionalProperties: true}",
        "{type: object, additionalProperties: {description: Anything.}}",
        "{type: array, items: {}}",
        "{oneOf: [{type: string}, {type: object}]}",
      })
  void leavesFreeSchemasAlone(String schema) {
    assertThat(audit(schema, JSON_VALUE)).isEqualTo(new StructureAudit(List.of(), 1));
  }

  @Test
  @DisplayName("finds a property that the class does not have, and one whose type is untyped")
  void looksIntoClasses() {
    StructureAudit audit =
        audit(
            """
            type: object
            properties:
              kept: {type: object, properties: {x: {type: string}}}
              blurred: {type: object, properties: {y: {type: string}}}
              gone: {type: string}
            """,
            """
            type: object
            properties:
              kept: {$ref: '#/components/schemas/Kept'}
              blurred: {type: string, format: json-object}
            """);

    assertThat(audit.losses())
        .extracting(Loss::javaPlace, Loss::lost)
        .containsExactly(
            tuple("op 200.blurred", "the properties y"), tuple("op 200.gone", "the property gone"));
  }

  @Test
  @DisplayName("finds named members that a map has not, and other members that a class has not")
  void looksAtBothKindsOfMembers() {
    String schema =
        "{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}";

    assertThat(audit(schema, "{type: object, additionalProperties: {type: string}}").losses())
        .singleElement()
        .extracting(Loss::lost)
        .asString()
        .contains("the properties a", "of which Map has not all");
    assertThat(audit(schema, "{type: object, properties: {a: {type: string}}}").losses())
        .extracting(Loss::lost)
        .containsExactly("the type of the members that are not named");
  }

  @Test
  @DisplayName("follows lists and maps to their elements")
  void followsContainers() {
    String schema =
        "{type: array, items: {type: object, additionalProperties: {properties: {a: {}}}}}";

    assertThat(
            audit(
                    schema,
                    "{type: array, items: {type: object, additionalProperties: %s}}"
                        .formatted(JSON_OBJECT))
                .losses())
        .extracting(Loss::javaPlace)
        .containsExactly("op 200[].*");
  }

  @Test
  @DisplayName("excuses only what nothing could mend: that an alternative allows any value at all")
  void excusesAnyValue() {
    assertThat(audit("{anyOf: [{}, {type: object, properties: {a: {}}}]}", JSON_VALUE).losses())
        .singleElement()
        .satisfies(
            loss -> {
              assertThat(loss.reason()).isEqualTo("another alternative allows any value at all");
              assertThat(loss.isException()).isTrue();
            });
  }

  @Test
  @DisplayName("excuses what is no JSON body, and what arrives in a parameter")
  void excusesOtherMedia() {
    ObjectNode document =
        yaml(
            """
            paths:
              /a:
                post:
                  operationId: op
                  parameters:
                    - {name: p, in: query, schema: {type: object, properties: {a: {}}}}
                  requestBody:
                    content:
                      multipart/form-data: {schema: {type: object, properties: {f: {}}}}
                  responses: {}
            """);

    assertThat(StructureAudit.of(document, CodegenDocument.of(document)).losses())
        .extracting(Loss::javaPlace, Loss::reason)
        .containsExactly(
            tuple("op(p)", "a parameter arrives as text"),
            tuple("op body", "the body is no JSON: it passes through as it comes"));
  }

  @Test
  @DisplayName("does not excuse a JSON body that has no type at all")
  void doesNotExcuseAMissingBody() {
    ObjectNode document = document("{type: object, properties: {a: {}}}");
    ObjectNode codegen = yaml("paths: {/a: {get: {responses: {'200': {description: none}}}}}");

    assertThat(StructureAudit.of(document, codegen).losses())
        .singleElement()
        .matches(loss -> !loss.isException());
  }

  @ParameterizedTest
  @DisplayName("agrees with what the normaliser makes of unions, recursion and several patterns")
  @ValueSource(
      strings = {
        "{oneOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}",
        "{oneOf: [{type: array, items: {type: string}}, {type: object, properties: {a: {}}}]}",
        "{$ref: '#/components/schemas/Tree'}",
        "{patternProperties: {a: {properties: {x: {}}}, b: {properties: {y: {}}}}}",
        "{type: object, properties: {a: {}}, oneOf: [{properties: {b: {items: {type: string}}}}, {properties: {b: {type: string}}}]}",
      })
  void agreesWithTheNormaliser(String schema) {
    ObjectNode document = document(schema);

    assertThat(StructureAudit.of(document, CodegenDocument.of(document)).losses()).isEmpty();
  }

  private static StructureAudit audit(String schema, String type) {
    ObjectNode codegen =
        yaml(
            """
            paths:
              /a:
                get:
                  responses: {'200': {content: {application/json: {schema: {}}}}}
            components:
              schemas:
                Kept: {type: object, properties: {x: {type: string}}}
            """);
    ((ObjectNode) codegen.at("/paths/~1a/get/responses/200/content/application~1json"))
        .set("schema", yaml(type));
    return StructureAudit.of(document(schema), codegen);
  }

  private static ObjectNode document(String schema) {
    ObjectNode document =
        yaml(
            """
            paths:
              /a:
                get:
                  operationId: op
                  responses: {'200': {content: {application/json: {schema: {}}}}}
            components:
              schemas:
                Shared: {type: object, properties: {s: {type: string}}}
                Tree:
                  type: object
                  properties:
                    left: {$ref: '#/components/schemas/Tree'}
                    leaf: {anyOf: [{type: string}, {$ref: '#/components/schemas/Tree'}]}
            """);
    ((ObjectNode) document.at("/paths/~1a/get/responses/200/content/application~1json"))
        .set("schema", yaml(schema));
    return document;
  }
}
