package io.todevice.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.Yaml;
import io.todevice.validation.MessageValidator.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Messages held against a document")
class MessageValidatorTest {

  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: t, version: v1}
      x-base-path-aliases: {/r0: /v3}
      paths:
        /v3/items/special:
          get: {operationId: getSpecial, responses: {'200': {description: ok}}}
        /v3/items/{id}:
          get:
            operationId: getItem
            parameters:
              - {in: path, name: id, required: true, schema: {type: string, maxLength: 5}}
              - {in: query, name: limit, schema: {$ref: '#/components/schemas/Limit'}}
              - {in: query, name: full, schema: {type: boolean}}
              - {in: query, name: at, schema: {type: array, items: {type: number}, maxItems: 2}}
              - {in: query, name: since, required: true, schema: {type: string}}
              - {in: header, name: X-Kind, schema: {enum: [a, b]}}
            responses: {'200': {description: ok, content: {text/plain: {}}}}
          put:
            operationId: putItem
            parameters: [{in: path, name: id, required: true, schema: {type: string}}]
            security: [{key: []}, {bearer: []}]
            requestBody:
              required: true
              content:
                application/json: {schema: {$ref: '#/components/schemas/Item'}}
            responses:
              '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
              '401': {description: no, content: {application/json: {schema: {required: [flows]}}}}
              default: {description: no, content: {application/json: {schema: {required: [errcode]}}}}
      components:
        securitySchemes:
          key: {type: apiKey, in: query, name: access_token}
          bearer: {type: http, scheme: bearer}
        schemas:
          Limit: {type: integer, minimum: 1}
          Item:
            type: object
            required: [name]
            properties:
              name: {type: [string, 'null']}
              tags: {type: object, patternProperties: {'^@': {type: integer}}, additionalProperties: false}
              of: {oneOf: [{const: 1}, {type: string}]}
      """;

  private final MessageValidator validator =
      new MessageValidator(Yaml.parse(DOCUMENT.getBytes(UTF_8), "document.yaml"));

  @Nested
  @DisplayName("Parameters")
  class Parameters {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            a       | since=x                     | ''
            a%2Fb   | since=&limit=10             | ''
            a       | since=x&full=false&at=1.5&at=-2e3 | ''
            abcdef  | since=x                     | path parameter id: maxLength
            a%2Fbcd | since=x                     | ''
            a       | limit=3                     | query parameter since: required
            a       | since=x&limit=0             | query parameter limit: minimum
            a       | since=x&limit=ten           | query parameter limit: type
            a       | since=x&limit=01            | query parameter limit: type
            a       | since=x&full=yes            | query parameter full: type
            a       | since=x&at=1&at=2&at=3      | query parameter at: maxItems
            a       | since=x&at=1&at=b           | query parameter at /1: type
            """)
    void areTakenForWhatTheirSchemasSay(String id, String query, String expected) {
      assertThat(rules(find("GET", "/v3/items/" + id, query, "").ofRequest()))
          .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void inHeadersAreLookedAtToo() {
      SentRequest request =
          new SentRequest(
              "GET", "/v3/items/a", "since=x", Map.of("x-kind", List.of("c")), new byte[0]);

      assertThat(
              rules(
                  validator
                      .validate(request, new SentResponse(200, "text/plain", new byte[0]))
                      .orElseThrow()
                      .ofRequest()))
          .containsExactly("header parameter X-Kind: enum");
    }
  }

  @Nested
  @DisplayName("Bodies of requests")
  class Bodies {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {"name":"x"}                       | ''
            {"name":null,"tags":{"@a":1}}      | ''
            {"name":"x","of":"text"}           | ''
            {"name":"x","of":1}                | ''
            {}                                 | body: required
            {"name":5}                         | body /name: type
            {"name":"x","tags":{"a":1}}        | body /tags: additionalProperties
            {"name":"x","tags":{"@a":"1"}}     | body /tags/@a: type
            []                                 | body: type
            {"name":                           | body: json
            {"name":"x"} x                     | body: json
            ''                                 | body: json
            """)
    void areWhatTheirSchemasSay(String body, String expected) {
      assertThat(rules(find("PUT", "/v3/items/a", "access_token=t", body).ofRequest()))
          .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void mayComeWithAnyMediaType() {
      SentRequest request =
          new SentRequest(
              "PUT",
              "/v3/items/a",
              "",
              Map.of("content-type", List.of("text/plain"), "authorization", List.of("bearer t")),
              "{\"name\":\"x\"}".getBytes(UTF_8));

      assertThat(
              validator
                  .validate(request, new SentResponse(200, "application/json", new byte[0]))
                  .orElseThrow()
                  .ofRequest())
          .isEmpty();
    }
  }

  @Nested
  @DisplayName("Responses")
  class Responses {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            200 | application/json                | {"name":"x"}    | ''
            200 | application/json; charset=utf-8 | {"name":"x"}    | ''
            200 | application/json                | {}              | body: required
            200 | text/html                       | <p>             | header Content-Type: content
            200 | ''                              | ''              | header Content-Type: content
            401 | application/json                | {"flows":[]}    | ''
            401 | application/json                | {"errcode":"M"} | ''
            401 | application/json                | {"error":"M"}   | body: required
            418 | application/json                | {"errcode":"M"} | ''
            418 | application/json                | {"flows":[]}    | body: required
            """)
    void areWhatTheDocumentSaysOfTheirStatus(
        int status, String mediaType, String body, String expected) {
      SentResponse response = new SentResponse(status, mediaType, body.getBytes(UTF_8));

      assertThat(rules(validator.validate(put(), response).orElseThrow().ofResponse()))
          .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void haveAStatusThatTheDocumentHas() {
      SentRequest request = new SentRequest("GET", "/v3/items/a", "since=x", Map.of(), new byte[0]);

      assertThat(
              rules(
                  validator
                      .validate(request, new SentResponse(204, "", new byte[0]))
                      .orElseThrow()
                      .ofResponse()))
          .containsExactly("status: responses");
    }
  }

  @Test
  @DisplayName("A request without a token where the document demands one is a violation")
  void tokens() {
    assertThat(rules(find("PUT", "/v3/items/a", "", "{\"name\":\"x\"}").ofRequest()))
        .containsExactly("security: security");
  }

  @Test
  @DisplayName(
      "The path without parameters goes before the one with, aliases count, others are no one's")
  void operations() {
    assertThat(find("GET", "/v3/items/special", "", "").operation().operationId())
        .isEqualTo("getSpecial");
    assertThat(find("GET", "/r0/items/special", "", "").operation().operationId())
        .isEqualTo("getSpecial");
    assertThat(
            validator.validate(
                new SentRequest("GET", "/v3/items/a/b", "", Map.of(), new byte[0]),
                new SentResponse(200, "", new byte[0])))
        .isEmpty();
  }

  @Test
  @DisplayName("are spoken of in English wherever the server runs")
  void language() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      MessageValidator abroad =
          new MessageValidator(Yaml.parse(DOCUMENT.getBytes(UTF_8), "document.yaml"));
      SentRequest request =
          new SentRequest("GET", "/v3/items/a", "since=x&full=ja", Map.of(), new byte[0]);
      assertThat(abroad.match(request).orElseThrow().violations())
          .extracting(Violation::problem)
          .containsExactly("string found, boolean expected");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("tell which methods a path has, under its aliases too")
  void methods() {
    assertThat(validator.methods("/v3/items/a")).containsExactly("GET", "PUT");
    assertThat(validator.methods("/r0/items/special")).containsExactly("GET", "PUT");
    assertThat(validator.methods("/v3/nothing")).isEmpty();
  }

  private Finding find(String method, String path, String query, String body) {
    return validator
        .validate(
            new SentRequest(method, path, query, Map.of(), body.getBytes(UTF_8)),
            new SentResponse(200, "application/json", new byte[0]))
        .orElseThrow();
  }

  private static SentRequest put() {
    return new SentRequest(
        "PUT", "/v3/items/a", "access_token=t", Map.of(), "{\"name\":\"x\"}".getBytes(UTF_8));
  }

  private static List<String> rules(List<Violation> violations) {
    return violations.stream().map(v -> v.place() + ": " + v.rule()).toList();
  }
}
