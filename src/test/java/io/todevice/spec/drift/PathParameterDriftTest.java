package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The parameters of a path")
class PathParameterDriftTest {

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a/{x}/{y}     | /a/{x}/{z}     | parameter-renamed path parameter z
          /a/{x}/{y}/{z} | /a/{x}/{z}     | operation-moved operation, parameter-removed path parameter y
          /a/{x}/b/{y}   | /a/b/{y}       | operation-moved operation, parameter-removed path parameter x
          /a/{x}         | /a/{x}/{y}     | operation-moved operation, required-parameter-added path parameter y
          /a/{x}         | /b/{y}         | operation-moved operation, required-parameter-added path parameter y, parameter-removed path parameter x
          /a/{x}/b       | /a/{y}/c       | operation-moved operation, parameter-renamed path parameter y
          /a/{x}/{y}     | /a/{y}/{x}     | parameter-moved path parameter x, parameter-moved path parameter y
          /a/{x}/b/{y}   | /a/{y}/c/{x}   | operation-moved operation, parameter-moved path parameter x, parameter-moved path parameter y
          /a/{x}/{y}     | /a/{y}/{z}     | parameter-moved path parameter y, parameter-removed path parameter x, required-parameter-added path parameter z
          """)
  @DisplayName("are paired by name, and those that are left by their place")
  void pairs(String before, String after, String expected) {
    assertThat(
            SmallSpec.drift(document(before), document(after)).served().get(0).changes().stream()
                .map(change -> change.kind().id() + " " + change.places().get(0)))
        .containsExactlyInAnyOrder(expected.split(", "));
  }

  @Test
  @DisplayName("that have changed places break clients")
  void swapped() {
    assertThat(SmallSpec.drift(document("/a/{x}/{y}"), document("/a/{y}/{x}")).has(Impact.CLIENTS))
        .isTrue();
  }

  @Test
  @DisplayName("are compared by their schemas after they are paired")
  void schemas() {
    assertThat(SmallSpec.changes(document("/a/{x}/{y}/{z}"), document("/a/{x}/{z}")))
        .noneMatch(change -> change.startsWith("type-changed"));
  }

  @Test
  @DisplayName("of another operation may take the path of one that is gone")
  void takenOver() {
    ObjectNode both =
        SmallSpec.document(
            "{/a/b: {get: {operationId: op}}, '/a/{x}': {get: {operationId: p}}}", "{}");
    ObjectNode one = SmallSpec.document("{'/a/{x}': {get: {operationId: p}}}", "{}");
    assertThat(SmallSpec.changes(both, one))
        .containsExactly("operation-taken-over @ operation:  -> p GET /a/{x} [CLIENTS, CODE]");
  }

  /** Each parameter has a type of its own. */
  private static ObjectNode document(String path) {
    List<String> parameters = new ArrayList<>();
    Matcher matcher = Pattern.compile("\\{(.)}").matcher(path);
    while (matcher.find()) {
      String name = matcher.group(1);
      String type = "string";
      parameters.add(
          "{name: " + name + ", in: path, required: true, schema: {type: " + type + "}}");
    }
    return SmallSpec.document(
        "{'"
            + path
            + "': {get: {operationId: op, parameters: ["
            + String.join(", ", parameters)
            + "]}}}",
        "{}");
  }
}
