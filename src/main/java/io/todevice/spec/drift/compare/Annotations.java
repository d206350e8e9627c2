package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;

/** What stands beside a parameter, a header or an operation for people: texts and deprecation. */
final class Annotations {

  private Annotations() {}

  static void compare(JsonNode was, JsonNode is, Differences found, String... place) {
    found.addAll(Texts.compare(was, is, found.direction(), place));
    deprecation(was, is, found, place);
    example(was, is, found, place);
  }

  static void deprecation(JsonNode was, JsonNode is, Differences found, String... place) {
    boolean isDeprecated = is.path("deprecated").asBoolean(false);
    if (was.path("deprecated").asBoolean(false) != isDeprecated) {
      found.add(isDeprecated ? ChangeKind.DEPRECATED : ChangeKind.UNDEPRECATED, "", "", place);
    }
  }

  static void example(JsonNode was, JsonNode is, Differences found, String... place) {
    if (SchemaKeywords.EXAMPLES.stream().anyMatch(key -> !was.path(key).equals(is.path(key)))) {
      found.add(ChangeKind.EXAMPLE_CHANGED, "", "", place);
    }
  }
}
