package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;

/** What stands beside a parameter, a header or an operation for people: texts and deprecation. */
final class Annotations {

  private Annotations() {}

  static List<Finding> compare(JsonNode was, JsonNode is, Direction direction, String... place) {
    List<Finding> findings = new ArrayList<>(Texts.compare(was, is, direction, place));
    deprecation(was, is, direction, findings, place);
    example(was, is, direction, findings, place);
    return findings;
  }

  static void deprecation(
      JsonNode was, JsonNode is, Direction direction, List<Finding> findings, String... place) {
    boolean isDeprecated = is.path("deprecated").asBoolean(false);
    if (was.path("deprecated").asBoolean(false) != isDeprecated) {
      ChangeKind kind = isDeprecated ? ChangeKind.DEPRECATED : ChangeKind.UNDEPRECATED;
      findings.add(Finding.of(kind, direction, "", "", place));
    }
  }

  static void example(
      JsonNode was, JsonNode is, Direction direction, List<Finding> findings, String... place) {
    if (SchemaKeywords.EXAMPLES.stream().anyMatch(key -> !was.path(key).equals(is.path(key)))) {
      findings.add(Finding.of(ChangeKind.EXAMPLE_CHANGED, direction, "", "", place));
    }
  }
}
