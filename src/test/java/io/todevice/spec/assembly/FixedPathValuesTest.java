package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.faultOf;
import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A path parameter")
class FixedPathValuesTest {

  private static final String OTHER = "{in: path, name: b, schema: {type: string, enum: [x, y]}}";

  @Test
  @DisplayName("that can have one value only is written into the path")
  void oneValue() {
    for (String schema : new String[] {"{enum: [one]}", "{type: string, const: one}"}) {
      ObjectNode document =
          yaml(
              "{paths: {'/{a}/{b}': {get: {parameters: [{in: path, name: a, schema: "
                  + schema
                  + "}, "
                  + OTHER
                  + "]}}}}");

      FixedPathValues.writeInto(document);

      assertThat(document)
          .isEqualTo(yaml("{paths: {'/one/{b}': {get: {parameters: [" + OTHER + "]}}}}"));
    }
  }

  @Test
  @DisplayName("is written there for the operations that say so, and left to the others")
  void ofOneOperation() {
    ObjectNode document =
        yaml(
            """
            paths:
              '/{a}':
                get: {parameters: [{in: path, name: a, schema: {const: one}}]}
                put: {parameters: [{in: path, name: a, schema: {type: string}}]}
              /one:
                post: {}
            """);

    FixedPathValues.writeInto(document);

    assertThat(keys(document.at("/paths/~1{a}"))).containsExactly("put");
    assertThat(keys(document.at("/paths/~1one"))).containsExactlyInAnyOrder("post", "get");
  }

  @Test
  @DisplayName("whose only value would have to be encoded stays, as a query parameter does")
  void otherParameters() {
    String text =
        "{paths: {'/{a}': {get: {parameters: [{in: path, name: a, schema: {const: a/b}},"
            + " {in: query, name: q, schema: {const: one}}]}}}}";
    ObjectNode document = yaml(text);

    FixedPathValues.writeInto(document);

    assertThat(document).isEqualTo(yaml(text));
  }

  @Test
  @DisplayName("whose value makes a path that is taken is refused")
  void taken() {
    ObjectNode document =
        yaml(
            """
            paths:
              '/{a}': {get: {x-source: a.yaml, parameters: [{in: path, name: a, schema: {const: b}}]}}
              /b: {get: {}}
            """);

    assertThat(faultOf(() -> FixedPathValues.writeInto(document)))
        .isEqualTo("a.yaml: two operations have the path get /b");
  }
}
