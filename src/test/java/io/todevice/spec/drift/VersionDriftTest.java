package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A document of another version of OpenAPI")
class VersionDriftTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: string, nullable: true}                  | {type: [string, 'null']}
          {type: string, nullable: false}                 | {type: string}
          {allOf: [{type: string}], nullable: true}       | {type: [string, 'null']}
          {nullable: true, oneOf: [{type: object, required: [a]}, {type: object, required: [b]}]} | {oneOf: [{type: object, required: [a]}, {type: object, required: [b]}, {type: 'null'}]}
          {nullable: true, anyOf: [{type: object, required: [a]}, {type: object, required: [b]}]} | {anyOf: [{type: 'null'}, {type: object, required: [a]}, {type: object, required: [b]}]}
          {type: number, minimum: 1, exclusiveMinimum: true}  | {type: number, exclusiveMinimum: 1}
          {type: number, minimum: 1, exclusiveMinimum: false} | {type: number, minimum: 1}
          {type: number, maximum: 1, exclusiveMaximum: true}  | {type: number, exclusiveMaximum: 1}
          {type: string, example: a}                      | {type: string, examples: [a]}
          {type: string, format: byte}                    | {type: string, contentEncoding: base64}
          {$ref: '#/components/schemas/S', maxLength: 3, description: d} | {$ref: '#/components/schemas/S'}
          """)
  @DisplayName("3.0 says in its own words what one of 3.1 says")
  void translated(String old, String now) {
    assertThat(changes(document("3.0.3", old), document("3.1.0", now))).isEmpty();
    assertThat(changes(document("3.1.1", now), document("3.0.4", old))).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a/b: {schema: {type: string, format: binary}}     | a/b: {}
          a/b: {schema: {type: string, format: binary}}     | a/b: {schema: {}}
          a/b: {schema: {type: string, format: binary, maxLength: 3}} | a/b: {schema: {maxLength: 3}}
          a/b: {schema: {type: string, format: binary}}     | a/b: {schema: {contentMediaType: application/octet-stream}}
          a/b: {schema: {$ref: '#/components/schemas/B'}}   | a/b: {}
          multipart/a: {schema: {type: object, properties: {f: {type: string, format: binary}}}} | multipart/a: {schema: {type: object, properties: {f: {}}}}
          multipart/a: {schema: {type: object, properties: {f: {type: array, items: {type: string, format: binary}}}}} | multipart/a: {schema: {type: object, properties: {f: {type: array, items: {contentMediaType: application/octet-stream}}}}}
          """)
  @DisplayName("3.0 says bytes as a string, where 3.1 says nothing")
  void bytes(String old, String now) {
    assertThat(changes(content("3.0.3", old), content("3.1.0", now))).isEmpty();
    assertThat(changes(content("3.1.0", now), content("3.0.3", old))).isEmpty();
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json: {schema: {type: string, format: binary}} | application/json: {schema: {}} | type-widened
          a/b+json: {schema: {type: string, format: binary}} | a/b+json: {schema: {}} | type-widened
          a/b: {schema: {type: string}}                 | a/b: {}                                | type-widened
          a/b: {schema: {type: string, format: binary}} | a/b: {schema: {type: string}}          | format-changed
          a/b: {schema: {type: string, format: binary}} | a/b: {schema: {type: object}}          | type-changed
          a/b: {schema: {type: string, format: binary, maxLength: 3}} | a/b: {}                  | limit-loosened
          multipart/a: {schema: {type: object, properties: {f: {type: string, format: binary}}}} | multipart/a: {schema: {type: object, properties: {f: {type: integer}}}} | type-changed
          """)
  @DisplayName("what is not bytes on both sides is compared as before")
  void noBytes(String old, String now, String kind) {
    assertThat(changes(content("3.0.3", old), content("3.1.0", now)))
        .singleElement()
        .asString()
        .startsWith(kind + " @");
  }

  private static String content(String version, String content) {
    return "openapi: "
        + version
        + "\npaths: {/op: {post: {operationId: op, requestBody: {content: {"
        + content
        + "}}}}}\ncomponents: {schemas: {B: {type: string, format: binary}}}\n";
  }

  @Test
  @DisplayName("3.0 that no longer allows null breaks clients")
  void nullable() {
    assertThat(
            changes(
                document("3.0.3", "{type: string, nullable: true}"),
                document("3.0.3", "{type: string}")))
        .containsExactly("null-forbidden @ request body: string or null -> string [CLIENTS]");
  }

  @Test
  @DisplayName("3.2 has methods of its own, streams, and a name that it refers to itself by")
  void latest() {
    String self = "$self: https://a.example/b.yaml\n";
    String paths =
        "openapi: 3.2.0\npaths: {/a: {%s: {operationId: op, responses: {'200': {content: {a/b:"
            + " {itemSchema: %s}}}}}}}\n";
    String schema = "{$ref: 'https://a.example/b.yaml#/s'}";
    String with = self + String.format(paths, "query", schema) + "s: {type: string}\n";
    assertThat(changes(with, with.replace("type: string", "type: integer")))
        .containsExactly("type-changed @ response 200 › a/b › item: string -> integer [CLIENTS]");
    String query = String.format(paths, "query", "{}");
    assertThat(
            changes(
                query,
                query
                    .replace("query:", "additionalOperations: {COPY:")
                    .replaceFirst("}\n", "}}\n")))
        .containsExactly("operation-moved @ operation: QUERY /a -> COPY /a [CLIENTS]");
  }

  @Test
  @DisplayName("may have webhooks, which are compared as what clients receive")
  void webhooks() {
    String hook =
        "openapi: 3.1.0\nwebhooks: {w: {post: {requestBody: {content: {application/json: {schema:"
            + " {type: string, enum: [%s]}}}}}}}\npaths: {/op: {get: {operationId: op}}}\n";
    assertThat(changes(String.format(hook, "a"), String.format(hook, "a, b")))
        .containsExactly("values-added @ request body:  -> b [CLIENTS]");
    assertThat(changes(String.format(hook, "a, b"), String.format(hook, "a")))
        .containsExactly("values-removed @ request body: b ->  [COMPATIBLE]");
  }

  @Test
  @DisplayName("may have several servers, which are compared but for the first one's base path")
  void servers() {
    String text =
        "openapi: 3.1.0\nservers: [{url: https://a.example/v1}, {url: https://b.example/v1}]\n"
            + "paths: {/op: {get: {operationId: op}}}\n";
    assertThat(changes(text, text.replace(", {url: https://b.example/v1}", "")))
        .containsExactly("server-removed @ servers: https://b.example/v1 ->  [CLIENTS]");
    assertThat(changes(text.replace(", {url: https://b.example/v1}", ""), text))
        .containsExactly("server-added @ servers:  -> https://b.example/v1 [COMPATIBLE]");
    assertThat(changes(text, text.replace("a.example", "c.example")))
        .containsExactly(
            "server-removed @ servers: https://a.example/v1 ->  [CLIENTS]",
            "server-added @ servers:  -> https://c.example/v1 [COMPATIBLE]");
    assertThat(changes(text, text.replace("a.example/v1", "a.example/v2")))
        .containsExactly("operation-moved @ operation: GET /v1/op -> GET /v2/op [CLIENTS]");
    assertThat(changes(text, text.replace("https://a.example/v1", "/v1"))).isEmpty();
    assertThat(changes(text, text.replace("https://a", "http://a"))).hasSize(2);
    String listed = "{url: 'https://{h}/v1', variables: {h: {default: a.example, enum: [%s]}}}";
    String both = text.replace("{url: https://a.example/v1}", listed.formatted("a.example, c"));
    assertThat(changes(both, text))
        .containsExactly("server-removed @ servers: https://c/v1 ->  [CLIENTS]");
    assertThat(changes(both, both.replace("default: a.example", "default: c"))).isEmpty();
    assertThat(changes(text, text.replace("/v1", "/v2"))).hasSize(1);
    String open = "{url: 'https://{host}/v1', variables: {host: {default: localhost}}}";
    assertThat(changes(text, text.replace("{url: https://a.example/v1}", open))).isEmpty();
  }

  private static String document(String version, String schema) {
    return "openapi: "
        + version
        + "\npaths: {/op: {post: {operationId: op, requestBody: {content: {application/json:"
        + " {schema: "
        + schema
        + "}}}}}}\ncomponents: {schemas: {S: {type: string}}}\n";
  }

  private List<String> changes(String before, String after) {
    new SpecFiles(directory).file("old.yaml", before).file("new.yaml", after);
    DriftReport report =
        Drift.between(
            RevisionReader.read(directory.resolve("old.yaml"), Overlay.NONE),
            RevisionReader.read(directory.resolve("new.yaml"), Overlay.NONE),
            Set.of("op"),
            new Trace(Map.of()));
    return Stream.concat(report.served().stream(), report.unserved().stream())
        .flatMap(operation -> operation.changes().stream())
        .map(SmallSpec::show)
        .toList();
  }
}
