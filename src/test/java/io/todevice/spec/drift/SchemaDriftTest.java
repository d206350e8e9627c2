package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each keyword in both directions, as something sent and as something answered. */
@DisplayName("A change of a schema")
class SchemaDriftTest {

  private static final String BOTH = "[CLIENTS, CODE]";
  private static final String CLIENTS = "[CLIENTS]";
  private static final String CODE = "[CODE]";
  private static final String FINE = "[COMPATIBLE]";
  private static final String TEXT = "[DOCUMENTATION]";
  private static final String REVIEW = "[REVIEW]";

  /**
   * One schema, another; the kind and the values forwards; its class in a request, in a response.
   */
  private static Arguments change(
      String one, String other, String forwards, String inRequest, String inResponse) {
    return Arguments.of(one, other, forwards, inRequest, inResponse);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        // Types.
        change(
            "{type: string}",
            "{type: integer}",
            "type-changed @ %s: string -> integer",
            BOTH,
            BOTH),
        change(
            "{type: [string, integer]}",
            "{type: string}",
            "type-narrowed @ %s: integer or string -> string",
            BOTH,
            CODE),
        change(
            "{type: string}",
            "{type: [integer, string]}",
            "type-widened @ %s: string -> integer or string",
            CODE,
            BOTH),
        change(
            "{type: integer}",
            "{type: number}",
            "type-widened @ %s: integer -> number",
            CODE,
            BOTH),
        change(
            "{type: number}",
            "{type: integer}",
            "type-narrowed @ %s: number -> integer",
            BOTH,
            CODE),
        change("{}", "{type: string}", "type-narrowed @ %s: any value -> string", BOTH, CODE),
        change("{type: string}", "{}", "type-widened @ %s: string -> any value", CODE, BOTH),
        change(
            "{type: string}",
            "{type: [string, 'null']}",
            "null-allowed @ %s: string -> string or null",
            CODE,
            CLIENTS),
        change(
            "{type: [string, 'null']}",
            "{type: string}",
            "null-forbidden @ %s: string or null -> string",
            CLIENTS,
            CODE),
        change(
            "{type: string}",
            "{type: string, format: uri}",
            "format-changed @ %s:  -> uri",
            FINE,
            FINE),
        // Objects.
        change(
            "{properties: {a: {}}}",
            "{properties: {a: {}, b: {}}}",
            "property-added @ %s › b:  -> optional",
            FINE,
            FINE),
        change(
            "{properties: {a: {}}}",
            "{required: [b], properties: {a: {}, b: {}}}",
            "required-property-added @ %s › b:  -> required",
            BOTH,
            CODE),
        change(
            "{properties: {a: {}, b: {}}}",
            "{properties: {a: {}}}",
            "property-removed @ %s › b: optional -> ",
            BOTH,
            BOTH),
        change(
            "{properties: {a: {}}}",
            "{required: [a], properties: {a: {}}}",
            "property-became-required @ %s › a: optional -> required",
            CLIENTS,
            CODE),
        change(
            "{required: [a], properties: {a: {}}}",
            "{properties: {a: {}}}",
            "property-became-optional @ %s › a: required -> optional",
            CODE,
            CLIENTS),
        change(
            "{properties: {a: {}}}",
            "{properties: {a: {}}, additionalProperties: false}",
            "unnamed-properties-forbidden @ %s: allowed -> forbidden",
            CLIENTS,
            FINE),
        change(
            "{properties: {a: {}}, additionalProperties: false}",
            "{properties: {a: {}}}",
            "unnamed-properties-allowed @ %s: forbidden -> allowed",
            FINE,
            FINE),
        change(
            "{additionalProperties: {type: string}}",
            "{patternProperties: {'^@': {type: string}}}",
            "keys-changed @ %s: any key -> keys like ^@",
            FINE,
            FINE),
        change(
            "{additionalProperties: {additionalProperties: {type: string}}}",
            "{additionalProperties: {additionalProperties: {type: integer}}}",
            "type-changed @ %s › * › *: string -> integer",
            BOTH,
            BOTH),
        change(
            "{patternProperties: {a: {type: string}, b: {}}}",
            "{patternProperties: {a: {type: integer}, b: {}}}",
            "type-changed @ %s › /a/: string -> integer",
            BOTH,
            BOTH),
        change(
            "{type: object, title: A, properties: {a: {}}}",
            "{type: object, title: B, properties: {a: {}}}",
            "text-changed @ %s: A -> B",
            TEXT,
            TEXT),
        change(
            "{properties: {x: {title: A, properties: {a: {}}}}}",
            "{properties: {x: {title: B, properties: {a: {}}}}}",
            "text-changed @ %s › x: A -> B",
            TEXT,
            TEXT),
        change(
            "{items: {type: string}}",
            "{items: {type: boolean}}",
            "type-changed @ %s › []: string -> boolean",
            BOTH,
            BOTH),
        // Values.
        change("{enum: [a, b]}", "{enum: [a]}", "values-removed @ %s: b -> ", CLIENTS, FINE),
        change("{enum: [a]}", "{enum: [a, b]}", "values-added @ %s:  -> b", FINE, CLIENTS),
        change(
            "{type: string}",
            "{type: string, enum: [a, b]}",
            "limit-tightened @ %s:  -> one of a, b",
            CLIENTS,
            FINE),
        change(
            "{type: string, const: a}",
            "{type: string}",
            "limit-loosened @ %s: one of a -> ",
            FINE,
            CLIENTS),
        change(
            "{type: string, minLength: 1}",
            "{type: string, minLength: 2}",
            "limit-tightened @ %s: minLength 1 -> minLength 2",
            CLIENTS,
            FINE),
        change(
            "{type: array, maxItems: 1}",
            "{type: array, maxItems: 2}",
            "limit-loosened @ %s: maxItems 1 -> maxItems 2",
            FINE,
            CLIENTS),
        change(
            "{type: integer, exclusiveMinimum: 3}",
            "{type: integer}",
            "limit-loosened @ %s: minimum 4 -> ",
            FINE,
            CLIENTS),
        change(
            "{type: string, pattern: a}",
            "{type: string, pattern: b}",
            "constraint-changed @ %s: pattern a -> pattern b",
            CLIENTS,
            CLIENTS),
        change(
            "{type: object, propertyNames: {pattern: a}}",
            "{type: object, propertyNames: {pattern: b}}",
            "constraint-changed @ %s › propertyNames: pattern a -> pattern b",
            CLIENTS,
            CLIENTS),
        change(
            "{type: object, not: {required: [a]}}",
            "{type: object}",
            "limit-loosened @ %s: not -> ",
            FINE,
            CLIENTS),
        change(
            "{type: integer, default: 1}",
            "{type: integer, default: 2}",
            "default-changed @ %s: 1 -> 2",
            BOTH,
            CLIENTS),
        change("{default: 1}", "{default: 2}", "default-changed @ %s: 1 -> 2", BOTH, CLIENTS),
        change("{minLength: 2}", "{}", "limit-loosened @ %s: minLength 2 -> ", FINE, CLIENTS),
        change(
            "{type: integer}",
            "{type: integer, default: 2}",
            "default-stated @ %s:  -> 2",
            FINE,
            FINE),
        // Choices.
        change(
            "{anyOf: [{type: string}, {type: integer}]}",
            "{anyOf: [{type: string}]}",
            "alternative-removed @ %s: integer -> ",
            BOTH,
            CODE),
        change(
            "{oneOf: [{type: string}]}",
            "{oneOf: [{type: string}, {type: integer}]}",
            "alternative-added @ %s:  -> integer",
            CODE,
            BOTH),
        change(
            "{oneOf: [{title: A, properties: {a: {type: string}}}, {type: integer}]}",
            "{oneOf: [{type: integer}, {title: A, properties: {a: {type: boolean}}}]}",
            "type-changed @ %s › alternative A › a: string -> boolean",
            BOTH,
            BOTH),
        // Texts.
        change("{description: a}", "{description: b}", "text-changed @ %s: a -> b", TEXT, TEXT),
        change(
            "{properties: {a: {type: string}}}",
            "{properties: {a: {type: string, x-changedInMatrixVersion: {'1.10': now a list}}}}",
            "change-note-added @ %s › a:  -> 1.10: now a list",
            REVIEW,
            REVIEW),
        change("{example: a}", "{example: b}", "example-changed @ %s:  -> ", TEXT, TEXT),
        change("{}", "{deprecated: true}", "deprecated @ %s:  -> ", FINE, FINE),
        change("{deprecated: true}", "{}", "undeprecated @ %s:  -> ", FINE, FINE),
        change(
            "{type: string}",
            "{type: string, x-java-type: UserKey}",
            "java-type-changed @ %s:  -> UserKey",
            CODE,
            CODE));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("changes")
  @DisplayName("has its kind, its place and its class")
  void kindAndClass(
      String one, String other, String forwards, String inRequest, String inResponse) {
    assertThat(SmallSpec.changes(SmallSpec.request(one, "{}"), SmallSpec.request(other, "{}")))
        .containsExactly(String.format(forwards, "request body") + " " + inRequest);
    assertThat(SmallSpec.changes(SmallSpec.response(one, "{}"), SmallSpec.response(other, "{}")))
        .containsExactly(String.format(forwards, "response 200") + " " + inResponse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  @DisplayName("is none where there is none")
  void identity(String one, String other) {
    for (String schema : List.of(one, other)) {
      assertThat(
              SmallSpec.drift(SmallSpec.request(schema, "{}"), SmallSpec.request(schema, "{}"))
                  .isEmpty())
          .isTrue();
    }
  }
}
