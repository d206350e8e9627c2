package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Schemas without what is only said to people. */
final class Texts {

  private static final Set<String> TEXTS =
      Set.of("description", "example", "examples", "title", "$comment");

  private Texts() {}

  /** A copy of a schema without descriptions, titles, examples and extensions, at any depth. */
  static JsonNode without(JsonNode schema) {
    return without(schema, false);
  }

  private static JsonNode without(JsonNode node, boolean keysAreNames) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String key = member.getKey();
        boolean isText = TEXTS.contains(key) || key.startsWith("x-") && !key.equals("x-map-keys");
        if (keysAreNames || !isText) {
          copy.set(key, without(member.getValue(), !keysAreNames && key.endsWith("roperties")));
        }
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> copy.add(without(element, false)));
      return copy;
    }
    return node;
  }
}
