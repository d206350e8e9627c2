package io.todevice.conformance.suite;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads JSON without losing a digit, and compares what it means. */
public final class Json {

  /** Numbers are compared by their exact value: {@code 1} and {@code 1.0} are the same. */
  private static final Comparator<JsonNode> EXACT =
      (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
          return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
      };

  /** A tree takes up many times as much memory as its text. */
  private static final int MAX_TOKENS = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20_000)
                          .maxNumberLength(100_000)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Reads what the kit itself has written. */
  public static JsonNode of(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON: " + json, e);
    }
  }

  /** Reads what a server has sent; empty if it is no JSON. */
  public static Optional<JsonNode> find(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where a text stops to be JSON, in characters from its start; empty if it is JSON. */
  public static OptionalInt findFault(String text) {
    try {
      return MAPPER.readTree(text).isMissingNode() ? OptionalInt.of(0) : OptionalInt.empty();
    } catch (JacksonException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      return OptionalInt.of((int) Math.max(0, Math.min(offset, text.length())));
    }
  }

  /** Whether both mean the same, numbers to the last digit. */
  public static boolean areSame(JsonNode left, JsonNode right) {
    return left.equals(EXACT, right);
  }

  /** A JSON string. */
  public static String quote(String text) {
    return TextNode.valueOf(text).toString();
  }
}
