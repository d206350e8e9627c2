package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.codegen.CodegenDocument;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.Impact;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the classes of schema changes against what the generator is really given. */
@DisplayName("What changes the generated code")
class GeneratedCodeTest {

  /** These change a record in a way that hand-written code need not follow. */
  private static final Map<Direction, Set<ChangeKind>> HARMLESS =
      Map.of(
          Direction.REQUEST,
          Set.of(
              ChangeKind.PROPERTY_ADDED,
              ChangeKind.PROPERTY_BECAME_REQUIRED,
              ChangeKind.NULL_FORBIDDEN),
          Direction.RESPONSE,
          Set.of(
              ChangeKind.PROPERTY_ADDED,
              ChangeKind.PROPERTY_BECAME_OPTIONAL,
              ChangeKind.NULL_ALLOWED));

  static Stream<Arguments> schemaPairs() {
    return SchemaDriftTest.changes()
        .flatMap(
            change ->
                Stream.of(
                    Arguments.of(change.get()[0], change.get()[1]),
                    Arguments.of(change.get()[1], change.get()[0])));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("schemaPairs")
  @DisplayName("is said to break the server's code, or is known to be harmless")
  void isNoticed(String one, String other) {
    assertNoticed(one, other, schema -> SmallSpec.request(schema, "{}"));
    assertNoticed(one, other, schema -> SmallSpec.response(schema, "{}"));
  }

  private static void assertNoticed(
      String one, String other, Function<String, ObjectNode> document) {
    ObjectNode before = document.apply(one);
    ObjectNode after = document.apply(other);
    if (generated(before).equals(generated(after))) {
      return;
    }
    assertThat(SmallSpec.drift(before, after).served())
        .singleElement()
        .satisfies(
            operation ->
                assertThat(operation.changes()).anyMatch(GeneratedCodeTest::isCodeOrHarmless));
  }

  private static boolean isCodeOrHarmless(Change change) {
    return change.has(Impact.CODE)
        || HARMLESS.getOrDefault(change.direction(), Set.of()).contains(change.kind());
  }

  private static JsonNode generated(ObjectNode document) {
    ((ObjectNode) document.at("/paths/~1a~1{id}/post"))
        .withArray("/parameters")
        .addObject()
        .put("name", "id")
        .put("in", "path");
    JsonNode generated = CodegenDocument.of(document);
    for (JsonNode owner : generated.findParents("x-javadoc")) {
      ((ObjectNode) owner).remove("x-javadoc");
    }
    return generated;
  }
}
