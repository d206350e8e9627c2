package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.text.Sha256;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of a document: equal by what they are, and short enough to be shown. */
final class Values {

  private static final int MAX_SHOWN = 120;
  private static final int SHOWN_DIGITS = 8;
  private static final int MAX_DIGITS = 1000;

  private Values() {}

  /** A value in which equal numbers are equal, however they are written. */
  static JsonNode normal(JsonNode value) {
    if (value.isNumber()) {
      return number(value.decimalValue());
    }
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> list.add(normal(element)));
      return list;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(member -> object.set(member.getKey(), normal(member.getValue())));
      return object;
    }
    return value;
  }

  /** A number in its one form. */
  static JsonNode number(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() > 0 || plain.scale() < -MAX_DIGITS) {
      return DecimalNode.valueOf(plain);
    }
    return plain.precision() - plain.scale() < 19
        ? LongNode.valueOf(plain.longValueExact())
        : BigIntegerNode.valueOf(plain.toBigIntegerExact());
  }

  /**
   * A text as it is, anything else as JSON with sorted members. A long one is cut and ends with
   * digits of its digest, so that only what is equal looks equal.
   */
  static String show(JsonNode value) {
    return cut(value.isTextual() ? value.textValue() : sorted(value).toString());
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> list.add(sorted(element)));
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    value.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> object.set(member.getKey(), sorted(member.getValue())));
    return value.isObject() ? object : value;
  }

  /** Several of them. */
  static String show(Collection<JsonNode> values) {
    return cut(values.stream().map(Values::show).collect(Collectors.joining(", ")));
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_SHOWN) {
      return text;
    }
    String digits = Sha256.hex(text).substring(0, SHOWN_DIGITS);
    return text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "… #" + digits;
  }
}
