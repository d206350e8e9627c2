package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/** Values of a document, short enough to be shown. */
final class Values {

  private static final int MAX_SHOWN = 120;

  private Values() {}

  /** A text as it is, anything else as JSON; cut where it is long. */
  static String show(JsonNode value) {
    return cut(value.isTextual() ? value.textValue() : value.toString());
  }

  /** Several of them. */
  static String show(Collection<JsonNode> values) {
    return cut(String.join(", ", values.stream().map(Values::show).toList()));
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_SHOWN) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "…";
  }
}
