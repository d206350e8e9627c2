package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodegenDocumentTest {

  @Test
  void anOperationIsSaidInTheGeneratorsWords() {
    JsonNode codegen =
        CodegenDocument.of(
            yaml(
                """
                info: {title: T, version: v1.4}
                paths:
                  /a/{x}:
                    summary: No operation.
                    put:
                      operationId: do_it
                      tags: [Some tag, Other tag]
                      deprecated: true
                      summary: Do it
                      description: Really.
                      security: [{query: []}, {one: [], two: []}, {}]
                      parameters:
                        - {name: x, in: path, required: true, description: An `x`., schema: {type: string}}
                      requestBody:
                        required: true
                        content: {application/json: {schema: {type: object, title: body, properties: {a: {}}}}}
                      responses:
                        '200':
                          description: ok
                          content: {application/json: {schema: {type: object}}}
                        '404': {description: none}
                      x-source: a.yaml#/paths
                """));

    assertThat(codegen)
        .isEqualTo(
            yaml(
                """
                openapi: 3.0.3
                info: {title: T, version: v1.4}
                paths:
                  /a/{x}:
                    put:
                      operationId: doIt
                      x-operation-id: do_it
                      tags: [DoIt]
                      deprecated: true
                      x-javadoc: "Do it.\\n   *\\n   * <p>Really.\\n   *\\n   * <p>From <code>a.yaml</code>."
                      x-security: [query, one and two, '']
                      parameters:
                        - name: x
                          in: path
                          required: true
                          schema: {type: string}
                          x-javadoc: An <code>x</code>.
                          x-java-name: x
                      requestBody:
                        required: true
                        content: {application/json: {schema: {$ref: '#/components/schemas/DoItRequest'}}}
                      responses:
                        '200':
                          description: ok
                          content: {application/json: {schema: {type: string, format: json-object}}}
                        '404': {description: none}
                      x-path: /a/{x}
                components:
                  schemas:
                    DoItRequest:
                      type: object
                      properties: {a: {type: string, format: json-value, x-wire-name: a}}
                      x-key-types: []
                      x-has-checks: false
                """));
  }

  @Test
  void bodiesAreNamedAfterTheOperationAndTheirStatus() {
    JsonNode codegen =
        CodegenDocument.of(
            yaml(
                """
                paths:
                  /a:
                    get:
                      operationId: a
                      responses:
                        '202': {content: {application/json: {schema: {properties: {w: {}}}}}}
                        '200': {content: {application/json: {schema: {title: Body, properties: {x: {}}}}}}
                        '400': {content: {application/json: {schema: {title: Error, properties: {y: {}}}}}}
                        4XX: {content: {application/json: {schema: {properties: {z: {}}}}}}
                        default: {content: {application/json: {schema: {properties: {z: {}}}}}}
                    put:
                      operationId: b
                      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Shared'}}}}
                      responses:
                        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Shared'}}}}
                components:
                  schemas:
                    Shared: {type: object, properties: {s: {}}}
                """));

    assertThat(keys(codegen.at("/components/schemas")))
        .containsExactly(
            "A202Response",
            "A400Response",
            "A4XXResponse",
            "ADefaultResponse",
            "AResponse",
            "BRequest",
            "BResponse");
    assertThat(codegen.at("/paths/~1a/put/requestBody"))
        .isEqualTo(
            yaml(
                """
                required: false
                content: {application/json: {schema: {$ref: '#/components/schemas/BRequest'}}}
                """));
  }

  @Test
  void parametersOfThePathComeInThePathsOrder() {
    JsonNode parameters =
        CodegenDocument.of(
                yaml(
                    """
                    x-java-types: {ABPath1: EventType, ABPath3: UserKey}
                    paths:
                      /{one}/{two}:
                        get:
                          operationId: a_b
                          parameters:
                            - {name: one, in: header, required: true, schema: {type: string}}
                            - {name: two, in: path, schema: {type: integer}}
                            - {name: caller, in: cookie, required: true, schema: {type: string}}
                            - {name: one, in: path, schema: {type: string}}
                    """))
            .at("/paths/~1{one}~1{two}/get/parameters");

    assertThat(parameters.findValuesAsText("in"))
        .containsExactly("path", "path", "header", "cookie");
    assertThat(parameters.findValuesAsText("name")).containsExactly("one", "two", "one", "caller");
    assertThat(parameters.at("/0/schema")).isEqualTo(yaml("{type: string, format: EventType}"));
    assertThat(parameters.at("/1/schema")).isEqualTo(yaml("{type: integer, format: int64}"));
    assertThat(parameters.findValuesAsText("x-java-name"))
        .doesNotHaveDuplicates()
        .contains("one", "two", "headerOne")
        .doesNotContain("caller");
  }

  @Test
  void optionalParametersChangeNoSignature() {
    JsonNode operation =
        CodegenDocument.of(
                yaml(
                    """
                    paths:
                      /a:
                        get:
                          operationId: a
                          parameters:
                            - {name: one, in: query, schema: {type: string}}
                            - {name: one, in: header, schema: {type: string}}
                            - {name: two, in: cookie, schema: {type: string}}
                    """))
            .at("/paths/~1a/get");

    assertThat(operation.path("x-may-ask").asBoolean()).isTrue();
    assertThat(operation.findValuesAsText("in")).containsOnly("query");
    assertThat(operation.findValuesAsText("x-from")).containsExactly("query", "headers", "cookies");
    assertThat(operation.findValuesAsText("x-wire-name")).containsExactly("one", "one", "two");
    assertThat(operation.findValuesAsText("x-java-name"))
        .containsExactly("one", "headerOne", "two");
  }

  @Test
  void anOperationWithARequiredParameterOfTheQueryHasNoMethodWithoutIt() {
    assertThat(
            CodegenDocument.of(
                    yaml(
                        """
                        paths:
                          /a:
                            get:
                              operationId: a
                              parameters:
                                - {name: one, in: query, schema: {type: string}}
                                - {name: two, in: query, required: true, schema: {type: string}}
                        """))
                .at("/paths/~1a/get")
                .has("x-may-ask"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "getThing | get   | the operations 'getThing' (a.yaml#/1) and 'GetThing' (b.yaml#/2) would"
            + " have one Java name, GetThing",
        "get_thing| get   | the operations 'get_thing' (a.yaml#/1) and 'GetThing' (b.yaml#/2) would"
            + " have one Java name, GetThing",
        "other    | trace | the method trace cannot be served: JAX-RS has no annotation for it",
      })
  void whatHasNoJavaIsAFaultOfItsPlace(String operationId, String method, String fault) {
    ObjectNode document =
        yaml(
            """
            paths:
              /a: {get: {operationId: %s, x-source: 'a.yaml#/1'}}
              /b: {%s: {operationId: GetThing, x-source: 'b.yaml#/2'}}
            """
                .formatted(operationId, method));

    assertThat(SpecFiles.faultOf(() -> CodegenDocument.of(document)))
        .isEqualTo("b.yaml#/2: " + fault);
  }

  @Test
  void moreParametersThanJavaCanHaveAreAFaultOfTheOperation() {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      parameters.append("{name: p").append(i).append(", in: query, schema: {type: string}}, ");
    }
    ObjectNode document =
        yaml(
            "paths: {/a: {get: {operationId: a, x-source: 'a.yaml#/1', parameters: ["
                + parameters
                + "]}}}");

    assertThat(SpecFiles.faultOf(() -> CodegenDocument.of(document)))
        .isEqualTo("a.yaml#/1: 300 query parameters, but Java cannot have more than 250");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string}                               | {type: string}",
        "{type: string, x-java-type: EventType}       | {type: string, format: EventType}",
        "{type: integer}                              | {type: integer, format: int64}",
        "{type: boolean}                              | {type: boolean}",
        "{type: array, items: {type: string}}         | {type: array, items: {type: string}}",
        "{type: array}                                | {type: array, items: {type: string}}",
        "{type: object}                               | {type: string}",
        "{type: object, properties: {a: {}}}          | {type: string}",
        "{type: object, additionalProperties: {$ref: '#/components/schemas/S'}} | {type: string}",
        "{$ref: '#/components/schemas/S'}             | {type: string}",
        "{}                                           | {type: string}",
      })
  void aParameterIsTextOrAScalarOrAListOfThese(String schema, String type) {
    assertThat(parameter("schema: " + schema).path("schema")).isEqualTo(yaml(type));
  }

  @Test
  void aParameterWithoutASchemaIsText() {
    assertThat(parameter("content: {application/json: {schema: {type: object}}}").path("schema"))
        .isEqualTo(yaml("type: string"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string, enum: [a, 'b\"\\']}    | [a, 'b\\\"\\\\']",
        "{$ref: '#/components/schemas/E'}      | [x, y]",
      })
  void theTextsThatAParameterAllowsAreJavaTexts(String schema, String values) {
    assertThat(parameter("schema: " + schema).path("x-allowed-values"))
        .isEqualTo(yaml("values: " + values).path("values"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{type: string}", "{type: integer, enum: [1]}"})
  void otherParametersAllowAnythingOfTheirType(String schema) {
    assertThat(parameter("schema: " + schema).has("x-allowed-values")).isFalse();
  }

  private static JsonNode parameter(String rest) {
    ObjectNode document =
        yaml(
            """
            paths:
              /a:
                get:
                  operationId: a
                  parameters:
                    - name: p
                      in: query
                      %s
            components:
              schemas:
                S: {type: object, properties: {a: {}}}
                E: {type: string, enum: [x, y]}
            """
                .formatted(rest));
    return CodegenDocument.of(document).at("/paths/~1a/get/parameters/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/octet-stream: {}              | {type: string, format: bytes} |"
            + " [application/octet-stream]",
        "{image/png: {}, image/gif: {}}            | {type: string, format: bytes} | '[image/png,"
            + " image/gif]'",
        "text/html: {schema: {type: string}}       | {type: string}                | [text/html]",
        "{text/html: {}, application/pdf: {}}      | {type: string, format: bytes} | '[text/html,"
            + " application/pdf]'",
        "application/problem+json: {schema: {type: boolean}} | {type: boolean}     |"
            + " [application/problem+json]",
        "{text/html: {}, 'application/json; charset=utf-8': {schema: {type: boolean}}} | {type:"
            + " boolean} | ['application/json; charset=utf-8']",
        "application/json: {schema: {type: boolean}} | {type: boolean}             | absent",
      })
  void bodiesThatAreNoJsonAreTextOrBytes(String content, String type, String mediaTypes) {
    JsonNode operation =
        CodegenDocument.of(
                yaml(
                    """
                    paths:
                      /a:
                        post:
                          operationId: a
                          requestBody: {content: {}}
                          responses: {'200': {content: {}}, '201': {description: none}}
                    """
                        .replace("content: {}", "content: " + braced(content))))
            .at("/paths/~1a/post");

    for (JsonNode body :
        new JsonNode[] {operation.path("requestBody"), operation.at("/responses/200")}) {
      assertThat(body.path("content")).isNotEmpty();
      body.path("content").forEach(media -> assertThat(media.path("schema")).isEqualTo(yaml(type)));
    }
    JsonNode expected = yaml("list: " + unquoted(mediaTypes).replace("absent", "")).path("list");
    JsonNode absent = MissingNode.getInstance();
    JsonNode names = expected.isArray() ? expected : absent;
    assertThat(operation.path("requestBody").path("x-consumes")).isEqualTo(names);
    assertThat(operation.path("x-produces")).isEqualTo(names);
  }

  @Test
  void mediaTypesOfJsonWithDifferentSchemasHaveOneTypeBetweenThem() {
    JsonNode document =
        CodegenDocument.of(
            yaml(
                """
                paths:
                  /a:
                    post:
                      operationId: a
                      requestBody:
                        content:
                          application/json: {schema: {properties: {a: {type: string}}}}
                          application/merge-patch+json: {schema: {properties: {b: {type: boolean}}}}
                          application/ld+json: {}
                """));

    assertThat(keys(document.at("/components/schemas/ARequest/properties")))
        .containsExactly("a", "b");
  }

  private static String braced(String content) {
    return content.startsWith("{") ? content : "{" + content + "}";
  }

  private static String unquoted(String list) {
    return list.startsWith("'") ? list.substring(1, list.length() - 1) : list;
  }

  @Test
  void anOperationThatNeverSucceedsWithABodyDoesNotReturnItsErrors() {
    JsonNode responses =
        CodegenDocument.of(
                yaml(
                    """
                    paths:
                      /a:
                        get:
                          operationId: a
                          responses:
                            '302': {description: elsewhere}
                            default: {content: {application/json: {schema: {type: boolean}}}}
                    """))
            .at("/paths/~1a/get/responses");

    assertThat(keys(responses)).containsExactly("302", "default", "2XX");
    assertThat(responses.path("2XX").has("content")).isFalse();
  }

  @Test
  void aListInAQueryIsOneOfTexts() {
    assertThat(
            CodegenDocument.of(
                    yaml(
                        """
                        paths:
                          /a:
                            get:
                              operationId: a
                              parameters:
                                - {name: q, in: query, schema: {type: array, items: {type: integer}}}
                        """))
                .at("/paths/~1a/get/parameters/0/schema/items"))
        .isEqualTo(yaml("type: string"));
  }
}
