package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.trace.OperationTrace;
import io.todevice.spec.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An operation")
class OperationDriftTest {

  private static final ObjectNode NONE = SmallSpec.document("{}", "{}");
  private static final ObjectNode ONE = SmallSpec.document("{/a: {get: {operationId: op}}}", "{}");

  @Test
  @DisplayName("may be added or removed")
  void addedAndRemoved() {
    assertThat(SmallSpec.changes(NONE, ONE))
        .containsExactly("operation-added @ operation:  ->  [CODE]");
    assertThat(SmallSpec.changes(ONE, NONE))
        .containsExactly("operation-removed @ operation:  ->  [CLIENTS, CODE]");
  }

  @Test
  @DisplayName("that has moved to another path or method is still the same, and is compared")
  void moved() {
    ObjectNode elsewhere =
        SmallSpec.document("{/b: {put: {operationId: op, deprecated: true}}}", "{}");
    assertThat(SmallSpec.changes(ONE, elsewhere))
        .containsExactly(
            "operation-moved @ operation: GET /a -> PUT /b [CLIENTS]",
            "deprecated @ operation:  ->  [COMPATIBLE]");
  }

  @Test
  @DisplayName("that has got another ID is still the same")
  void renamed() {
    ObjectNode renamed = SmallSpec.document("{/a: {get: {operationId: other}}}", "{}");
    assertThat(SmallSpec.changes(ONE, renamed))
        .containsExactly("operation-renamed @ operation: op -> other [CODE]");
    assertThat(SmallSpec.changes(renamed, ONE))
        .containsExactly("operation-renamed @ operation: other -> op [CODE]");
  }

  @Test
  @DisplayName("may call the parameters of its path otherwise")
  void renamedPathParameter() {
    String path = "{'/{%1$s}': {get: {operationId: op, parameters: [{name: %1$s, in: path}]}}}";
    assertThat(
            SmallSpec.changes(
                SmallSpec.document(String.format(path, "a"), "{}"),
                SmallSpec.document(String.format(path, "b"), "{}")))
        .containsExactly("parameter-renamed @ path parameter b: a -> b [COMPATIBLE]");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                      | {callbacks: {c: {}}}        | callback-added @ callback c:  ->  [COMPATIBLE]
          {callbacks: {c: {}}}    | {}                          | callback-removed @ callback c:  ->  [CLIENTS]
          {callbacks: {c: {}}}    | {callbacks: {c: {u: {}}}}   | callback-changed @ callback c:  ->  [CLIENTS]
          {tags: [a]}             | {tags: [a, b]}              | tags-changed @ operation: a -> a, b [DOCUMENTATION]
          {responses: {200: {}}}  | {responses: {200: {links: {l: {}}}}} | links-changed @ response 200:  -> l [DOCUMENTATION]
          {responses: {200: {links: {l: {a: 1}}}}} | {responses: {200: {links: {l: {}}}}} | links-changed @ response 200: l -> l [DOCUMENTATION]
          """)
  @DisplayName("has callbacks, links and tags beside it")
  void beside(String before, String after, String expected) {
    assertThat(SmallSpec.changes(operation(before), operation(after))).containsExactly(expected);
    assertThat(SmallSpec.changes(operation(after), operation(after))).isEmpty();
  }

  private static ObjectNode operation(String members) {
    return SmallSpec.document("{/a: {get: {operationId: op, " + members.substring(1) + "}}", "{}");
  }

  @Test
  @DisplayName("without an ID is known by its method and its path")
  void unnamed() {
    ObjectNode one = SmallSpec.document("{'/{x}': {get: {}}}", "{}");
    ObjectNode other = SmallSpec.document("{'/{y}': {get: {deprecated: true}}}", "{}");
    DriftReport report = SmallSpec.drift(one, other);
    assertThat(report.unserved()).hasSize(1);
    assertThat(report.unserved().get(0).operation())
        .isEqualTo(new OperationName("GET /{y}", "GET", "/{y}"));
    assertThat(report.unserved().get(0).changes())
        .extracting(SmallSpec::show)
        .containsExactly(
            "deprecated @ operation:  ->  [COMPATIBLE]",
            "parameter-renamed @ path parameter y: x -> y [COMPATIBLE]");
  }

  @Test
  @DisplayName("that is not served stands apart, and breaks no code")
  void unserved() {
    String paths =
        "{/a: {get: {operationId: foreign, responses: {'200': {content: {application/json:"
            + " {schema: {type: object, properties: %s}}}}}}}}";
    DriftReport report =
        SmallSpec.drift(
            SmallSpec.document(String.format(paths, "{a: {type: string}, b: {}}"), "{}"),
            SmallSpec.document(String.format(paths, "{a: {type: [string, 'null']}}"), "{}"));
    assertThat(report.served()).isEmpty();
    assertThat(report.unserved().get(0).changes())
        .extracting(SmallSpec::show)
        .containsExactly(
            "null-allowed @ response 200 › a: string -> string or null [CLIENTS]",
            "property-removed @ response 200 › b: optional ->  [CLIENTS]");
    assertThat(report.has(Impact.CLIENTS)).isFalse();
    assertThat(report.notServed()).containsExactly(new OperationName("foreign", "GET", "/a"));
  }

  @Test
  @DisplayName("that is not served has no change that is about Java alone")
  void onlyJava() {
    String paths =
        "{/a: {get: {operationId: foreign, requestBody: {content: {application/json: {schema:"
            + " {type: string, x-java-type: %s}}}}}}}";
    assertThat(
            SmallSpec.drift(
                    SmallSpec.document(String.format(paths, "A"), "{}"),
                    SmallSpec.document(String.format(paths, "B"), "{}"))
                .isEmpty())
        .isTrue();
  }

  @Test
  @DisplayName("is told with what of the server belongs to it")
  void trace() {
    OperationTrace trace =
        new OperationTrace(List.of("a.Resource"), List.of("S1"), List.of("a.Test#b"));
    DriftReport report = Drift.between(ONE, NONE, Set.of("op"), new Trace(Map.of("op", trace)));
    assertThat(report.served().get(0).trace()).isEqualTo(trace);
  }

  @Test
  @DisplayName("is told without the clauses and tests that more than a quarter of all have")
  void ownTrace() {
    Map<String, OperationTrace> operations = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      operations.put(
          i == 0 ? "op" : "other" + i,
          new OperationTrace(
              List.of("a.Resource" + i),
              i < 2 ? List.of("S1", "A1") : List.of("A1"),
              i < 3 ? List.of("T#three", "T" + i + "#own") : List.of("T" + i + "#own")));
    }
    DriftReport report = Drift.between(ONE, NONE, Set.of("op"), new Trace(operations));
    assertThat(report.served().get(0).trace())
        .isEqualTo(new OperationTrace(List.of("a.Resource0"), List.of("S1"), List.of("T0#own")));
  }

  @Test
  @DisplayName("and its changes come in one order, the worst first, by place")
  void order() {
    ObjectNode before =
        SmallSpec.request("{properties: {a: {type: string}, b: {}, c: {minLength: 2}}}", "{}");
    ObjectNode after =
        SmallSpec.request("{properties: {a: {type: string, description: d}, c: {}, d: {}}}", "{}");
    assertThat(SmallSpec.changes(before, after))
        .containsExactly(
            "property-removed @ request body › b: optional ->  [CLIENTS, CODE]",
            "limit-loosened @ request body › c: minLength 2 ->  [COMPATIBLE]",
            "property-added @ request body › d:  -> optional [COMPATIBLE]",
            "text-changed @ request body › a:  -> d [DOCUMENTATION]");
    assertThat(SmallSpec.drift(before, after)).isEqualTo(SmallSpec.drift(before, after));
  }
}
