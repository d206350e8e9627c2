package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References in places where OpenAPI has them, and where it has none. */
class ReferenceTest {

  private final SpecFiles files;

  ReferenceTest(@TempDir Path directory) {
    files = new SpecFiles(directory);
  }

  @Test
  void theWholeMapOfSecuritySchemesMayBeAReference() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a:
                get: {operationId: a, security: [{token: []}]}
            components:
              securitySchemes: {$ref: definitions/security.yaml}
            """)
        .file("definitions/security.yaml", "token: {type: http, scheme: bearer}");

    assertThat(files.assemble("a").at("/components/securitySchemes"))
        .isEqualTo(yaml("token: {type: http, scheme: bearer}"));
  }

  @Test
  void soMayASingleSecurityScheme() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a:
                get: {operationId: a, security: [{token: []}]}
            components:
              securitySchemes:
                token: {$ref: 'schemes.yaml#/query'}
            """)
        .file("schemes.yaml", "query: {type: apiKey, in: query, name: t}");

    assertThat(files.assemble("a").at("/components/securitySchemes"))
        .isEqualTo(yaml("token: {type: apiKey, in: query, name: t}"));
  }

  @Test
  void parametersResponsesAndBodiesAreCopiedIn() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a:
                post:
                  operationId: a
                  parameters:
                    - $ref: '#/components/parameters/limit'
                  requestBody: {$ref: shared.yaml#/body}
                  responses:
                    '200': {$ref: shared.yaml#/ok}
            components:
              parameters:
                limit: {name: limit, in: query, schema: {type: integer}}
            """)
        .file(
            "shared.yaml",
            """
            body: {content: {application/json: {schema: {type: object}}}}
            ok: {description: done}
            """);

    JsonNode operation = files.assemble("a").at("/paths/~1a/post");

    assertThat(operation.path("parameters"))
        .isEqualTo(yaml("p: [{name: limit, in: query, schema: {type: integer}}]").path("p"));
    assertThat(operation.path("requestBody"))
        .isEqualTo(yaml("content: {application/json: {schema: {type: object}}}"));
    assertThat(operation.at("/responses/200")).isEqualTo(yaml("description: done"));
  }

  @Test
  void pathItemsOperationsAndServersAreFollowed() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a: {$ref: items/a.yaml}
              /b:
                get: {$ref: items/operations.yaml#/b}
            servers: {$ref: items/servers.yaml}
            security: {$ref: items/operations.yaml#/demand}
            components:
              securitySchemes:
                token: {type: http, scheme: bearer}
            """)
        .file(
            "items/a.yaml",
            """
            parameters:
              - {name: q, in: query, schema: {type: string}}
            get: {operationId: a}
            """)
        .file(
            "items/operations.yaml",
            """
            b: {operationId: b}
            demand: [{token: []}]
            """)
        .file("items/servers.yaml", "- url: https://host/base");

    JsonNode paths = files.assemble("a", "b").path("paths");

    assertThat(paths)
        .isEqualTo(
            yaml(
                """
                /base/a:
                  get:
                    operationId: a
                    parameters:
                      - {name: q, in: query, schema: {type: string}}
                    security: [{token: []}]
                    x-source: items/a.yaml#/get
                /base/b:
                  get:
                    operationId: b
                    security: [{token: []}]
                    x-source: items/operations.yaml#/b
                """));
  }

  @Test
  void aReferenceMayStandForAWholeMapOfPropertiesOrAListOfParts() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a:
                get:
                  operationId: a
                  responses:
                    '200':
                      description: ok
                      content:
                        application/json:
                          schema:
                            type: object
                            properties: {$ref: parts.yaml#/properties}
                            allOf: {$ref: parts.yaml#/list}
            """)
        .file(
            "parts.yaml",
            """
            properties:
              event: {$ref: event.yaml}
            list:
              - $ref: event.yaml
              - {title: More}
            """)
        .file("event.yaml", "{type: object, title: Event}");

    assertThat(files.responseSchema("/a", "a"))
        .isEqualTo(
            yaml(
                """
                type: object
                properties:
                  event: {$ref: '#/components/schemas/Event'}
                allOf:
                  - {$ref: '#/components/schemas/Event'}
                  - {title: More}
                """));
  }

  @Test
  void pointersWithEscapesLeadToKeysWithTheseCharacters() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a:
                get:
                  operationId: a
                  x-slash: {$ref: '#/x-values/a~1b'}
                  x-tilde: {$ref: '#/x-values/a~0b'}
                  x-tilde-one: {$ref: '#/x-values/~01'}
                  x-percent: {$ref: '#/x-values/100%25'}
                  x-plus: {$ref: '#/x-values/a+b'}
                  x-space: {$ref: '#/x-values/a%20b'}
                  x-second: {$ref: '#/x-values/list/1'}
                  x-file: {$ref: 'a%20file.yaml'}
            x-values: {a/b: slash, a~b: tilde, '~1': tilde one, 100%: percent, a+b: plus, a b: space,
                list: [first, second]}
            """)
        .file("a file.yaml", "{in: it}");

    assertThat(files.assemble("a").at("/paths/~1a/get"))
        .isEqualTo(
            yaml(
                """
                operationId: a
                x-slash: slash
                x-tilde: tilde
                x-tilde-one: tilde one
                x-percent: percent
                x-plus: plus
                x-space: space
                x-second: second
                x-file: {in: it}
                x-source: a.yaml#/paths/~1a/get
                """));
  }

  @Test
  void whatStandsBesideAReferenceGoesOverWhatItLeadsTo() {
    files
        .file(
            "a.yaml",
            """
            paths:
              /a:
                get:
                  operationId: a
                  responses:
                    '404': {$ref: error.yaml, description: not here}
            """)
        .file("error.yaml", "{description: an error, x-kept: true}");

    assertThat(files.assemble("a").at("/paths/~1a/get/responses/404"))
        .isEqualTo(yaml("{description: not here, x-kept: true}"));
  }

  @Test
  void whatStandsBesideAReferenceToASchemaStaysBesideIt() {
    files
        .file("a.yaml", response("{$ref: s.yaml, description: mine}"))
        .file("s.yaml", "{type: string, title: S}");

    assertThat(files.responseSchema("/a", "a"))
        .isEqualTo(yaml("{$ref: '#/components/schemas/S', description: mine}"));
  }

  @Test
  void examplesMayComeFromFilesToo() {
    files
        .file("a.yaml", response("{type: object, example: {inner: {$ref: example.yaml}}}"))
        .file("example.yaml", "{a: 1}");

    assertThat(files.responseSchema("/a", "a").path("example")).isEqualTo(yaml("inner: {a: 1}"));
  }

  @Test
  void whatAnExtensionSaysNeedNotBeAReference() {
    files.file(
        "a.yaml",
        response(
                "{type: object, x-a: {$ref: nowhere}, properties: {x-b: {$ref: '#/components/s'}}}")
            + "x-c: {$ref: nowhere}\ncomponents: {s: {type: string}}\n");

    JsonNode schema = files.responseSchema("/a", "a");
    assertThat(schema.path("x-a")).isEqualTo(yaml("$ref: nowhere"));
    assertThat(schema.path("properties").path("x-b").path("$ref").asText())
        .startsWith("#/components/schemas/");
  }

  @Test
  void aPropertyThatIsCalledRefIsNoReference() {
    files.file("a.yaml", response("{type: object, properties: {$ref: {type: string}}}"));

    assertThat(files.responseSchema("/a", "a").path("properties"))
        .isEqualTo(yaml("$ref: {type: string}"));
  }

  private static String response(String schema) {
    return """
    paths:
      /a:
        get:
          operationId: a
          responses:
            '200': {description: ok, content: {application/json: {schema: %s}}}
    """
        .formatted(schema);
  }
}
