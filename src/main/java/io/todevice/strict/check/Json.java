package io.todevice.strict.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON as the checks look at it. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  /** The value; the missing node if the text is none. */
  static JsonNode read(byte[] text) {
    try {
      JsonNode value = MAPPER.readTree(text);
      return value == null ? MissingNode.getInstance() : value;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot be read", e);
    }
  }

  /** How many bytes the value takes without white space. */
  static int size(JsonNode value) {
    return value.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** A text that is the same for values that differ in white space and the order of keys only. */
  static String canonical(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(MAPPER.treeToValue(value, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read cannot be written", e);
    }
  }

  /** A part of a JSON pointer. */
  static String pointer(String name) {
    return JsonPointer.empty().appendProperty(name).toString();
  }
}
