package io.todevice.spec.audit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * A schema with the place where it stands in the assembled document.
 *
 * @param schema the schema, of which only the keywords beside references and combinations are read
 * @param pointer its JSON pointer
 */
record Part(JsonNode schema, String pointer) {

  private static final Map<String, Set<String>> KEYWORDS =
      Map.of(
          "object",
          Set.of(
              "properties", "patternProperties", "additionalProperties", "unevaluatedProperties"),
          "array",
          Set.of("items", "prefixItems"));

  Part child(String key) {
    return new Part(schema.path(key), pointer + JsonPointer.empty().appendProperty(key));
  }

  /** The same place, with nothing left but what is said of values of one kind. */
  Part ofKind(String kind) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    for (String keyword : KEYWORDS.getOrDefault(kind, Set.of())) {
      if (schema.has(keyword)) {
        own.set(keyword, schema.get(keyword));
      }
    }
    return new Part(own, pointer);
  }

  Part child(int index) {
    return new Part(schema.path(index), pointer + "/" + index);
  }
}
