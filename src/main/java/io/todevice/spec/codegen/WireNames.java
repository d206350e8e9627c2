package io.todevice.spec.codegen;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses names that generated code, which repeats them in text literals and in comments, could not
 * repeat as they are.
 */
final class WireNames {

  private static final Pattern IMPOSSIBLE = Pattern.compile("[\"\\\\\\p{Cntrl}]|\\*/");

  /** Keys of maps whose own keys are names. */
  private static final Set<String> MAPS = Set.of("paths", "properties", "securitySchemes");

  /** Keys of names. */
  private static final Set<String> NAMES = Set.of("operationId", "name");

  /** Marks of schemas that name Java types. */
  private static final Set<String> MARKS =
      Set.of(SchemaNormaliser.MAP_KEYS, SchemaNormaliser.JAVA_TYPE);

  private WireNames() {}

  /**
   * Looks through a whole document.
   *
   * @throws SpecificationException if it has such a name
   */
  static void check(JsonNode document) {
    check(document, JsonPointer.empty(), false);
  }

  private static void check(JsonNode node, JsonPointer place, boolean keysAreNames) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = member.getKey();
      JsonPointer at = place.appendProperty(key);
      if (keysAreNames) {
        requirePossible(key, at);
      } else if (NAMES.contains(key) && member.getValue().isTextual()) {
        requirePossible(member.getValue().textValue(), at);
      }
      if (!keysAreNames && MARKS.contains(key)) {
        requireTexts(member.getValue(), at);
      }
      check(member.getValue(), at, !keysAreNames && MAPS.contains(key));
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), place.appendIndex(i), false);
      }
    }
  }

  private static void requireTexts(JsonNode mark, JsonPointer place) {
    boolean isList = place.last().getMatchingProperty().equals(SchemaNormaliser.MAP_KEYS);
    boolean isKnown = isList ? JavaTypes.areTexts(mark) : JavaTypes.TEXTS.contains(mark.asText(""));
    if (!isKnown) {
      throw new SpecificationException(
          "openapi.yaml#" + place,
          "unknown Java type; "
              + (isList ? "a list of some of " : "one of ")
              + String.join(", ", new TreeSet<>(JavaTypes.TEXTS))
              + " is expected");
    }
  }

  private static void requirePossible(String name, JsonPointer place) {
    if (IMPOSSIBLE.matcher(name).find()) {
      throw new SpecificationException(
          "openapi.yaml#" + place,
          "a name with a quote, a backslash, a control character or the end of a comment cannot be"
              + " generated");
    }
  }
}
