package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.faultOf;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The class that implements an operation")
class ImplementingClassesTest {

  private final ObjectNode codegen =
      yaml("paths: {/a: {get: {x-operation-id: get_a}, put: {x-operation-id: putA}}}");

  private void add(String operations) {
    ImplementingClasses.addTo(codegen, yaml(operations));
  }

  @Test
  @DisplayName("is named at the operation and once among all classes")
  void named() {
    add("{get_a: {implementations: [a.b.Things]}, putA: {implementations: [a.b.Things]}}");

    assertThat(codegen.findValuesAsText("x-implementation")).containsExactly("things", "things");
    assertThat(codegen.path("x-implementations").toString())
        .isEqualTo("[{\"name\":\"things\",\"type\":\"a.b.Things\"}]");
  }

  @Test
  @DisplayName("may be nested, and may be missing")
  void nested() {
    add("{putA: {implementations: [a.b.Things$Part]}}");

    JsonNode item = codegen.at("/paths/~1a");
    assertThat(item.path("get").has("x-implementation")).isFalse();
    assertThat(item.path("put").path("x-implementation").asText()).isEqualTo("part");
    assertThat(codegen.at("/x-implementations/0/type").asText()).isEqualTo("a.b.Things.Part");
  }

  @Test
  @DisplayName("is one only")
  void several() {
    assertThat(faultOf(() -> add("{putA: {implementations: [a.One, a.Two]}}")))
        .isEqualTo("the operation putA: is implemented by several classes: [\"a.One\",\"a.Two\"]");
  }
}
