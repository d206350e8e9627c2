package io.todevice.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.todevice.text.OneLine;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the values of a setting are written, and which of them are allowed. The one place that knows
 * it for options, for the file and for programs that build settings themselves.
 *
 * @param javaType the class of the values
 * @param label what stands for a value in the help, for example {@code SIZE}
 * @param yamlTypes the kinds of YAML scalar that a value may be
 * @param expectation what a value must be, as it completes "must be …"
 * @param reader reads a value; empty where the text spells none
 * @param isAllowed whether a value that could be read is in range
 * @param writer writes a value the way that {@code reader} reads it
 */
record ValueType<T>(
    Class<T> javaType,
    String label,
    Set<JsonNodeType> yamlTypes,
    String expectation,
    Function<String, Optional<T>> reader,
    Predicate<T> isAllowed,
    Function<T, String> writer) {

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException with the reason, if it is not allowed here
   */
  T parse(String text) {
    return reader
        .apply(text)
        .filter(isAllowed)
        .orElseThrow(() -> refusal(OneLine.quote(withoutPassword(text))));
  }

  /** The same without what stands before the host of a URL. */
  static String withoutPassword(String text) {
    return text.replaceAll("(?<=//)[^/@]*@", "");
  }

  /**
   * The value of a YAML node.
   *
   * @throws IllegalArgumentException with the reason, if it is of another kind or not allowed here
   */
  T parse(JsonNode node) {
    if (!yamlTypes.contains(node.getNodeType()) || node.isFloatingPointNumber()) {
      throw refusal(kindOf(node));
    }
    return parse(node.asText());
  }

  /**
   * The value itself.
   *
   * @param name what the value is for
   * @throws IllegalArgumentException with {@code name} and the reason, if it is not allowed here
   */
  T check(String name, T value) {
    if (!isAllowed.test(value)) {
      throw new IllegalArgumentException(
          name + ": " + refusal(OneLine.quote(writer.apply(value))).getMessage());
    }
    return value;
  }

  private IllegalArgumentException refusal(String instead) {
    return new IllegalArgumentException("must be " + expectation + ", not " + instead);
  }

  private static String kindOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "a map";
      case NULL -> "empty";
      case STRING -> "the string " + OneLine.quote(node.asText());
      case NUMBER -> "the number " + OneLine.quote(node.asText());
      case BOOLEAN -> "the boolean " + OneLine.quote(node.asText());
      default -> "something else";
    };
  }
}
