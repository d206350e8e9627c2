package io.todevice.strict.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.Yaml;
import io.todevice.strict.journal.Violation;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What the document at hand says")
class ExaminerTest {

  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: t, version: v1}
      paths:
        /things:
          get:
            operationId: getThings
            parameters:
              - {in: query, name: kind, required: true, schema: {type: string}}
              - {in: query, name: old, deprecated: true, schema: {type: string}}
            security: [{key: []}]
            responses: {'200': {description: ok}}
          post:
            operationId: makeThing
            security: [{bearer: []}]
            x-source: things.yaml#/paths/~1things/post
            requestBody:
              content:
                application/json:
                  schema:
                    allOf:
                      - {$ref: '#/components/schemas/Base'}
                      - properties:
                          of: {oneOf: [{type: string}, {type: object, properties: {a: {}}}]}
                          free: {type: object}
                          parts: {type: array, items: {$ref: '#/components/schemas/Base'}}
                          tags: {type: object, patternProperties: {'^x': {$ref: '#/components/schemas/Base'}}}
                          open: {type: object, properties: {a: {}}, additionalProperties: true}
            responses: {'200': {description: ok}}
          delete: {operationId: dropThings, deprecated: true, responses: {'200': {description: ok}}}
      components:
        securitySchemes:
          key: {type: apiKey, in: query, name: access_token}
          bearer: {type: http, scheme: bearer}
        schemas:
          Base:
            type: object
            properties:
              name: {type: string}
              nick: {type: string, deprecated: true}
              self: {$ref: '#/components/schemas/Base'}
      """;

  private final Examiner examiner =
      new Examiner(Yaml.parse(DOCUMENT.getBytes(UTF_8), "document.yaml"));

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, kind=a&access_token=t, ''",
    "GET, access_token=t, missing-parameter",
    "GET, kind=a&old=b&access_token=t, deprecated-parameter",
    "DELETE, '', deprecated-operation",
    "POST, access_token=t, token-in-query",
    "PUT, '', wrong-method",
  })
  @DisplayName("decides about parameters, tokens and what is deprecated")
  void operations(String method, String query, String rule) {
    assertThat(rules(method, query, "")).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          {"name":"n","of":"s","free":{"b":1}}      | ##
          {"nam":"n"}                               | unknown-field at /nam
          {"nick":"n"}                              | deprecated-field at /nick
          {"of":{"a":1,"b":2}}                      | unknown-field at /of/b
          {"parts":[{},{"name":"n","x/y":1}]}       | unknown-field at /parts/1/x~1y
          {"tags":{"xa":{"q":1}}}                   | unknown-field at /tags/xa/q
          {"open":{"a":1,"b":{"c":1}}}              | ##
          {"self":{"self":{"self":{"q":1}}}}        | unknown-field at /self/self/self/q
          {"org.example.q":1}                       | ##
          """)
  @DisplayName("decides which fields are known")
  void fields(String body, String expected) {
    List<Violation> violations =
        examiner.examine(exchange("POST", "", body, Map.of("authorization", List.of("Bearer t"))));
    assertThat(violations)
        .extracting(violation -> violation.rule() + " at " + violation.pointer())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @Test
  @DisplayName("is named with the place in its file")
  void source() {
    assertThat(
            examiner.examine(
                exchange("POST", "", "{", Map.of("authorization", List.of("Bearer t")))))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.source()).isEqualTo("things.yaml#/paths/~1things/post");
              assertThat(violation.operation()).isEqualTo("makeThing");
              assertThat(violation.rule()).hasToString("body-not-json");
            });
  }

  @Test
  @DisplayName("does not concern the requests that browsers make by themselves")
  void preflight() {
    assertThat(rules("OPTIONS", "colour=red", "")).isEmpty();
  }

  @Test
  @DisplayName("is told at most twenty times of one request")
  void boundedForOneRequest() {
    StringBuilder body = new StringBuilder("{\"name\":\"n\"");
    for (int i = 0; i < 50; i++) {
      body.append(",\"f").append(i).append("\":1");
    }
    assertThat(rules("POST", "", body.append('}').toString())).hasSize(20);
  }

  private List<String> rules(String method, String query, String body) {
    return examiner.examine(exchange(method, query, body, Map.of())).stream()
        .map(violation -> violation.rule().id())
        .toList();
  }

  private static ClientExchange exchange(
      String method, String query, String body, Map<String, List<String>> headers) {
    Map<String, List<String>> all = new HashMap<>(headers);
    all.put("content-type", List.of("application/json"));
    return new ClientExchange(
        new SentRequest(method, "/things", query, all, body.getBytes(UTF_8)),
        new SentResponse(200, "", new byte[0]),
        Optional.empty(),
        0,
        0);
  }
}
