package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parameters, bodies, statuses, media types, headers and security, each change and its opposite.
 */
@DisplayName("A change of an operation's frame")
class FrameDriftTest {

  private static Arguments change(String one, String other, String forwards, String backwards) {
    return Arguments.of(one, other, forwards, backwards);
  }

  private static String parameter(String members) {
    return "parameters: [{" + members + ", schema: {type: string}}]";
  }

  private static String query(String schemaAndMembers) {
    return "parameters: [{name: x, in: query, schema: " + schemaAndMembers + "}]";
  }

  private static String body(String members) {
    return "requestBody: {" + members + "}";
  }

  private static String answer(String members) {
    return "responses: {'200': {" + members + "}}";
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(
            "deprecated: false",
            "deprecated: true",
            "deprecated @ operation:  ->  [COMPATIBLE]",
            "undeprecated @ operation:  ->  [COMPATIBLE]"),
        change(
            "x-waits: false",
            "x-waits: true",
            "waiting-changed @ operation:  ->  [CODE]",
            "waiting-changed @ operation:  ->  [CODE]"),
        change(
            "summary: a",
            "summary: b",
            "text-changed @ summary: a -> b [DOCUMENTATION]",
            "text-changed @ summary: b -> a [DOCUMENTATION]"),
        change(
            "description: a",
            "",
            "text-changed @ description: a ->  [DOCUMENTATION]",
            "text-changed @ description:  -> a [DOCUMENTATION]"),
        // What Matrix's files say of releases.
        change(
            "x-changedInMatrixVersion: {'1.4': old}",
            "x-changedInMatrixVersion: {'1.4': old, '1.11': No longer needs UIA.}",
            "change-note-added @ operation:  -> 1.11: No longer needs UIA. [REVIEW]",
            "change-note-removed @ operation: 1.11: No longer needs UIA. ->  [DOCUMENTATION]"),
        change(
            "x-changedInMatrixVersion: {'1.4': a}",
            "x-changedInMatrixVersion: {'1.4': b}",
            "text-changed @ operation › x-changedInMatrixVersion › 1.4: a -> b [DOCUMENTATION]",
            "text-changed @ operation › x-changedInMatrixVersion › 1.4: b -> a [DOCUMENTATION]"),
        change(
            "",
            "x-addedInMatrixVersion: 1.5",
            "text-changed @ operation › x-addedInMatrixVersion:  -> 1.5 [DOCUMENTATION]",
            "text-changed @ operation › x-addedInMatrixVersion: 1.5 ->  [DOCUMENTATION]"),
        change(
            parameter("name: x, in: query"),
            parameter("name: x, in: query, x-changedInMatrixVersion: {'1.3': optional}"),
            "change-note-added @ query parameter x:  -> 1.3: optional [REVIEW]",
            "change-note-removed @ query parameter x: 1.3: optional ->  [DOCUMENTATION]"),
        change(
            answer("headers: {X: {}}"),
            answer("headers: {X: {x-changedInMatrixVersion: {'1.3': n}}}"),
            "change-note-added @ response 200 › header X:  -> 1.3: n [REVIEW]",
            "change-note-removed @ response 200 › header X: 1.3: n ->  [DOCUMENTATION]"),
        change(
            answer("description: a"),
            answer("description: a, x-changedInMatrixVersion: {'1.3': n}"),
            "change-note-added @ response 200:  -> 1.3: n [REVIEW]",
            "change-note-removed @ response 200: 1.3: n ->  [DOCUMENTATION]"),
        // Parameters.
        change(
            "",
            parameter("name: x, in: query"),
            "parameter-added @ query parameter x:  -> optional [COMPATIBLE]",
            "parameter-removed @ query parameter x: optional ->  [CLIENTS, CODE]"),
        change(
            "",
            parameter("name: x, in: query, required: true"),
            "required-parameter-added @ query parameter x:  -> required [CLIENTS, CODE]",
            "parameter-removed @ query parameter x: required ->  [CLIENTS, CODE]"),
        change(
            "",
            parameter("name: X, in: header"),
            "parameter-added @ header parameter X:  -> optional [COMPATIBLE]",
            "parameter-removed @ header parameter X: optional ->  [CLIENTS, CODE]"),
        change(
            parameter("name: x, in: query"),
            parameter("name: x, in: query, required: true"),
            "parameter-became-required @ query parameter x: optional -> required [CLIENTS]",
            "parameter-became-optional @ query parameter x: required -> optional [CODE]"),
        change(
            parameter("name: x, in: query"),
            parameter("name: x, in: query, deprecated: true"),
            "deprecated @ query parameter x:  ->  [COMPATIBLE]",
            "undeprecated @ query parameter x:  ->  [COMPATIBLE]"),
        change(
            "parameters: [{name: x, in: query, schema: {type: array}}]",
            "parameters: [{name: x, in: query, explode: false, schema: {type: array}}]",
            "parameter-serialisation-changed @ query parameter x: form, explode -> form [CLIENTS,"
                + " CODE]",
            "parameter-serialisation-changed @ query parameter x: form -> form, explode [CLIENTS,"
                + " CODE]"),
        change(
            "parameters: [{name: x, in: query, schema: {type: string}}]",
            "parameters: [{name: x, in: query, explode: false, schema: {type: [string, array]}}]",
            "type-widened @ query parameter x: string -> array or string [CODE]",
            "type-narrowed @ query parameter x: array or string -> string [CLIENTS, CODE]"),
        change(
            parameter("name: x, in: query"),
            parameter("name: x, in: query, allowEmptyValue: true"),
            "empty-value-allowed @ query parameter x: allowEmptyValue: false -> allowEmptyValue:"
                + " true [COMPATIBLE]",
            "empty-value-forbidden @ query parameter x: allowEmptyValue: true -> allowEmptyValue:"
                + " false [CLIENTS]"),
        change(
            parameter("name: x, in: query, description: a"),
            parameter("name: x, in: query, description: b"),
            "text-changed @ query parameter x › description: a -> b [DOCUMENTATION]",
            "text-changed @ query parameter x › description: b -> a [DOCUMENTATION]"),
        change(
            "parameters: [{name: x, in: query, schema: {type: string}}]",
            "parameters: [{name: x, in: query, schema: {type: integer}}]",
            "type-changed @ query parameter x: string -> integer [CLIENTS, CODE]",
            "type-changed @ query parameter x: integer -> string [CLIENTS, CODE]"),
        // One value is written like a list with one element.
        change(
            query("{type: string}"),
            query("{type: array, items: {type: string}}"),
            "type-widened @ query parameter x: string -> array [CODE]",
            "type-changed @ query parameter x: array -> string [CLIENTS, CODE]"),
        change(
            query("{type: [string, integer]}"),
            query("{type: array, minItems: 1, items: {type: [string, integer]}}"),
            "type-widened @ query parameter x: integer or string -> array [CODE]",
            "type-changed @ query parameter x: array -> integer or string [CLIENTS, CODE]"),
        change(
            query("{type: string}"),
            query("{type: array, minItems: 2, items: {type: string}}"),
            "type-changed @ query parameter x: string -> array [CLIENTS, CODE]",
            "type-changed @ query parameter x: array -> string [CLIENTS, CODE]"),
        change(
            query("{type: string}, explode: false"),
            query("{type: array, items: {type: string}}, explode: false"),
            "type-changed @ query parameter x: string -> array [CLIENTS, CODE]",
            "type-changed @ query parameter x: array -> string [CLIENTS, CODE]"),
        change(
            query("{type: string, default: a}"),
            query("{type: array, default: [a], items: {type: string}}"),
            "type-widened @ query parameter x: string -> array [CODE]",
            "type-changed @ query parameter x: array -> string [CLIENTS, CODE]"),
        change(
            query("{type: integer}, explode: false"),
            query("{type: array, items: {type: integer}}, explode: false"),
            "type-widened @ query parameter x: integer -> array [CODE]",
            "type-changed @ query parameter x: array -> integer [CLIENTS, CODE]"),
        // Request bodies.
        change(
            "",
            body("content: {application/json: {}}"),
            "body-added @ request body:  -> optional [CODE]",
            "body-removed @ request body: optional ->  [CLIENTS, CODE]"),
        change(
            "",
            body("required: true, content: {application/json: {}}"),
            "required-body-added @ request body:  -> required [CLIENTS, CODE]",
            "body-removed @ request body: required ->  [CLIENTS, CODE]"),
        change(
            body("content: {application/json: {}}"),
            body("required: true, content: {application/json: {}}"),
            "body-became-required @ request body: optional -> required [CLIENTS]",
            "body-became-optional @ request body: required -> optional [CODE]"),
        change(
            body("content: {application/json: {}}"),
            body("content: {application/json: {}, text/plain: {}}"),
            "media-type-added @ request body:  -> text/plain [COMPATIBLE]",
            "media-type-removed @ request body: text/plain ->  [CLIENTS]"),
        change(
            body("content: {text/plain: {}}"),
            body("content: {application/json: {}, text/plain: {}}"),
            "json-added @ request body:  -> application/json [CODE]",
            "json-removed @ request body: application/json ->  [CLIENTS, CODE]"),
        change(
            body("content: {application/x+xml: {schema: {type: string}}}"),
            body("content: {application/x+xml: {schema: {type: string, xml: {name: a}}}}"),
            "xml-changed @ request body › application/x+xml:  -> {\"name\":\"a\"} [CLIENTS]",
            "xml-changed @ request body › application/x+xml: {\"name\":\"a\"} ->  [CLIENTS]"),
        change(
            body("content: {text/plain: {schema: {type: string}}}"),
            body("content: {text/plain: {schema: {type: integer}}}"),
            "type-changed @ request body › text/plain: string -> integer [CLIENTS]",
            "type-changed @ request body › text/plain: integer -> string [CLIENTS]"),
        // Responses.
        change(
            "responses: {'200': {}}",
            "responses: {'200': {}, '202': {}}",
            "success-status-added @ response 202:  -> 202 [CLIENTS, CODE]",
            "success-status-removed @ response 202: 202 ->  [CLIENTS, CODE]"),
        change(
            "responses: {'200': {}}",
            "responses: {'200': {}, '403': {}}",
            "error-status-added @ response 403:  -> 403 [COMPATIBLE]",
            "error-status-removed @ response 403: 403 ->  [COMPATIBLE]"),
        change(
            answer("description: a"),
            answer("description: b"),
            "text-changed @ response 200 › description: a -> b [DOCUMENTATION]",
            "text-changed @ response 200 › description: b -> a [DOCUMENTATION]"),
        change(
            answer("description: a"),
            answer("description: a, content: {application/json: {}}"),
            "json-added @ response 200:  -> application/json [CODE]",
            "json-removed @ response 200: application/json ->  [CLIENTS, CODE]"),
        change(
            "responses: {'404': {content: {a/b: {}}}}",
            "responses: {'404': {content: {a/b: {}, application/json: {}}}}",
            "media-type-added @ response 404:  -> application/json [COMPATIBLE]",
            "media-type-removed @ response 404: application/json ->  [CLIENTS]"),
        change(
            answer("headers: {}"),
            answer("headers: {X: {schema: {type: string}}}"),
            "header-added @ response 200 › header X:  -> optional [COMPATIBLE]",
            "header-removed @ response 200 › header X: X ->  [CLIENTS]"),
        change(
            answer("headers: {X: {}}"),
            answer("headers: {X: {required: true}}"),
            "header-became-required @ response 200 › header X: optional -> required [CODE]",
            "header-became-optional @ response 200 › header X: required -> optional [CLIENTS]"),
        change(
            answer("headers: {}"),
            answer("headers: {X: {required: true}}"),
            "required-header-added @ response 200 › header X:  -> required [CODE]",
            "header-removed @ response 200 › header X: X ->  [CLIENTS]"),
        change(
            answer("headers: {X: {schema: {type: string}}}"),
            answer("headers: {X: {schema: {type: integer}}}"),
            "type-changed @ response 200 › header X: string -> integer [CLIENTS]",
            "type-changed @ response 200 › header X: integer -> string [CLIENTS]"),
        // Security.
        change(
            "security: [{q: []}]",
            "security: [{q: []}, {h: []}]",
            "security-alternative-added @ security:  -> HTTP bearer [COMPATIBLE]",
            "security-alternative-removed @ security: HTTP bearer ->  [CLIENTS]"),
        change(
            "security: [{}, {q: []}]",
            "security: [{q: []}]",
            "security-demanded @ security: optional -> demanded [CLIENTS]",
            "security-lifted @ security: demanded -> optional [CODE]"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("changes")
  @DisplayName("has its kind, its place and its class, and so has its opposite")
  void bothWays(String one, String other, String forwards, String backwards) {
    assertThat(SmallSpec.changes(one, other)).containsExactly(forwards);
    assertThat(SmallSpec.changes(other, one)).containsExactly(backwards);
    assertThat(SmallSpec.changes(one, one)).isEmpty();
    assertThat(SmallSpec.changes(other, other)).isEmpty();
  }

  static Stream<Arguments> severalChanges() {
    return Stream.of(
        Arguments.of(
            parameter("name: x, in: query"),
            parameter("name: x, in: header"),
            "parameter-removed @ query parameter x: optional ->  [CLIENTS, CODE]|"
                + "parameter-added @ header parameter x:  -> optional [COMPATIBLE]"),
        Arguments.of(
            "",
            "security: [{q: []}]",
            "security-demanded @ security: optional -> demanded [CLIENTS]|"
                + "security-alternative-added @ security:  -> query t [COMPATIBLE]"),
        Arguments.of(
            "security: [{q: []}]",
            "security: []",
            "security-lifted @ security: demanded -> optional [CODE]"),
        Arguments.of("security: [{q: []}]", "security: [{other: []}]", ""),
        Arguments.of(
            "security: [{q: []}]",
            "security: [{q: [], h: []}]",
            "security-alternative-removed @ security: query t ->  [CLIENTS]|"
                + "security-alternative-added @ security:  -> HTTP bearer and query t"
                + " [COMPATIBLE]"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("severalChanges")
  @DisplayName("may be more than one, or none")
  void several(String one, String other, String expected) {
    assertThat(String.join("|", SmallSpec.changes(one, other))).isEqualTo(expected);
  }

  @Test
  @DisplayName("is another default too where a parameter becomes a list with another one")
  void defaultOfList() {
    assertThat(
            SmallSpec.changes(
                query("{type: string, default: a}"),
                query("{type: array, default: [b], items: {type: string}}")))
        .containsExactly(
            "default-changed @ query parameter x: [\"a\"] -> [\"b\"] [CLIENTS, CODE]",
            "type-widened @ query parameter x: string -> array [CODE]");
  }
}
