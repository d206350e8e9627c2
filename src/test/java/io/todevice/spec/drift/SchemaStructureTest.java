package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Schemas are compared by what they say")
@Timeout(30)
class SchemaStructureTest {

  private static final String OBJECT = "{type: object, properties: {a: {type: string}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{$ref: '#/components/schemas/A'}; {$ref: '#/components/schemas/B'}",
        "{$ref: '#/components/schemas/A'}; {type: object, properties: {a: {type: string}}}",
        "{$ref: '#/components/schemas/A'}; {allOf: [{$ref: '#/components/schemas/B'}]}",
        "{type: object, required: [a], properties: {a: {type: string}}};"
            + " {$ref: '#/components/schemas/B', required: [a]}",
        "{type: object, properties: {a: {type: string}, b: {}}};"
            + " {allOf: [{$ref: '#/components/schemas/B'}, {properties: {b: {}}}]}",
        "{type: [string, 'null']}; {anyOf: [{type: string}, {type: 'null'}]}",
        "{const: a}; {enum: [a]}",
        "{properties: {a: true}}; {properties: {a: {}}}",
        "{enum: [a, b], required: [x, y]}; {enum: [b, a], required: [y, x]}"
      })
  @DisplayName("whatever they are called and however they are put together")
  void sameMeaning(String one, String other) {
    ObjectNode before = SmallSpec.request(one, "{A: " + OBJECT + "}");
    ObjectNode after = SmallSpec.request(other, "{B: " + OBJECT + "}");
    assertThat(SmallSpec.changes(before, after)).isEmpty();
    assertThat(SmallSpec.changes(after, before)).isEmpty();
  }

  @Test
  @DisplayName("also what stands beside a reference")
  void besideReference() {
    String components = "{A: " + OBJECT + "}";
    assertThat(
            SmallSpec.changes(
                SmallSpec.request("{$ref: '#/components/schemas/A'}", components),
                SmallSpec.request("{$ref: '#/components/schemas/A', required: [a]}", components)))
        .containsExactly(
            "property-became-required @ request body › a: optional -> required [CLIENTS]");
  }

  @Test
  @DisplayName("also where they contain themselves, and then comparing ends")
  void recursion() {
    String tree = "{properties: {value: {type: string}, next: {$ref: '#/components/schemas/%s'}}}";
    ObjectNode before =
        SmallSpec.request(
            "{$ref: '#/components/schemas/A'}", "{A: " + String.format(tree, "A") + "}");
    ObjectNode renamed =
        SmallSpec.request(
            "{$ref: '#/components/schemas/B'}", "{B: " + String.format(tree, "B") + "}");
    assertThat(SmallSpec.changes(before, renamed)).isEmpty();
    ObjectNode changed =
        SmallSpec.request(
            "{$ref: '#/components/schemas/B'}",
            "{B: " + String.format(tree, "B").replace("string", "integer") + "}");
    assertThat(SmallSpec.changes(before, changed))
        .containsExactly("type-changed @ request body › value: string -> integer [CLIENTS, CODE]");
  }

  @Test
  @DisplayName("also where one is a part of itself, or two contain each other in another rhythm")
  void oddRecursion() {
    ObjectNode loop =
        SmallSpec.request(
            "{$ref: '#/components/schemas/A'}",
            "{A: {allOf: [{$ref: '#/components/schemas/A'}, {required: [a]}]}}");
    assertThat(SmallSpec.changes(loop, loop)).isEmpty();
    ObjectNode one =
        SmallSpec.request(
            "{$ref: '#/components/schemas/A'}", "{A: {items: {$ref: '#/components/schemas/A'}}}");
    ObjectNode two =
        SmallSpec.request(
            "{$ref: '#/components/schemas/B'}",
            "{B: {items: {$ref: '#/components/schemas/C'}}, C: {items: {$ref:"
                + " '#/components/schemas/B'}}}");
    assertThat(SmallSpec.changes(one, two)).isEmpty();
    ObjectNode flat = SmallSpec.request("{items: {items: {type: string}}}", "{}");
    assertThat(SmallSpec.changes(two, flat))
        .containsExactly("type-changed @ request body › [] › []: array -> string [CLIENTS, CODE]");
  }

  @Test
  @DisplayName("and the change of one that is used twice is one change at two places")
  void sharedSchema() {
    String uses =
        "{properties: {x: {$ref: '#/components/schemas/A'}, y: {items: {$ref:"
            + " '#/components/schemas/A'}}}}";
    List<String> changes =
        SmallSpec.changes(
            SmallSpec.response(uses, "{A: " + OBJECT + "}"),
            SmallSpec.response(uses, "{A: {type: object, properties: {a: {type: integer}}}}"));
    assertThat(changes)
        .containsExactly(
            "type-changed @ response 200 › x › a + response 200 › y › [] › a: string -> integer"
                + " [CLIENTS, CODE]");
  }

  @Test
  @DisplayName(
      "and a change below a schema that is still being compared is not forgotten elsewhere")
  void putOffAnswers() {
    String paths =
        "{/1: {get: {operationId: op1, responses: {'200': {content: {application/json: {schema:"
            + " {$ref: '#/components/schemas/A'}}}}}}}, /2: {get: {operationId: op2, responses:"
            + " {'200': {content: {application/json: {schema: {$ref:"
            + " '#/components/schemas/B'}}}}}}}}";
    String components =
        "{A: {properties: {v: {type: %s}, b: {$ref: '#/components/schemas/B'}}},"
            + " B: {properties: {a: {$ref: '#/components/schemas/A'}}}}";
    assertThat(
            Drift.between(
                    SmallSpec.document(paths, String.format(components, "string")),
                    SmallSpec.document(paths, String.format(components, "integer")),
                    java.util.Set.of("op1", "op2"),
                    new io.todevice.spec.trace.Trace(java.util.Map.of()))
                .served())
        .extracting(operation -> SmallSpec.show(operation.changes().get(0)))
        .containsExactly(
            "type-changed @ response 200 › v: string -> integer [CLIENTS, CODE]",
            "type-changed @ response 200 › a › v: string -> integer [CLIENTS, CODE]");
  }
}
