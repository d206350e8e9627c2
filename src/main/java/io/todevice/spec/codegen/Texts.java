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

  /** Extensions that decide over a Java type. */
  private static final Set<String> TYPES =
      Set.of(SchemaNormaliser.MAP_KEYS, SchemaNormaliser.JAVA_TYPE);

  /** Keywords with a map from names, which may be called like a keyword. */
  private static final Set<String> MAPS =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

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
        boolean isText = TEXTS.contains(key) || (key.startsWith("x-") && !TYPES.contains(key));
        if (keysAreNames || !isText) {
          copy.set(key, without(member.getValue(), !keysAreNames && MAPS.contains(key)));
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
