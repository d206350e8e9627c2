package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The shared schemas that are the same in both documents, with all that they lead to. They need no
 * comparison, which would follow every way from schema to schema.
 */
final class UnchangedSchemas {

  private static final String REF = "$ref";
  private static final String PREFIX = "#/components/schemas/";

  private final Set<String> names = new HashSet<>();

  UnchangedSchemas(JsonNode before, JsonNode after) {
    JsonNode old = before.at("/components/schemas");
    JsonNode now = after.at("/components/schemas");
    Map<String, Set<String>> users = new HashMap<>();
    Deque<String> changed = new ArrayDeque<>();
    for (Map.Entry<String, JsonNode> schema : old.properties()) {
      names.add(schema.getKey());
      if (!schema.getValue().equals(now.path(schema.getKey()))) {
        changed.add(schema.getKey());
      }
      addUsers(schema.getKey(), schema.getValue(), users);
    }
    while (!changed.isEmpty()) {
      String name = changed.remove();
      if (names.remove(name)) {
        changed.addAll(users.getOrDefault(PREFIX + name, Set.of()));
      }
    }
  }

  /** Whether two schemas are nothing but a reference to one that is unchanged. */
  boolean covers(JsonNode old, JsonNode now) {
    String reference = old.path(REF).asText("");
    return old.size() == 1
        && reference.startsWith(PREFIX)
        && old.equals(now)
        && names.contains(reference.substring(PREFIX.length()));
  }

  private static void addUsers(String user, JsonNode node, Map<String, Set<String>> users) {
    if (node.path(REF).isTextual()) {
      users.computeIfAbsent(node.get(REF).textValue(), unused -> new HashSet<>()).add(user);
    }
    node.forEach(child -> addUsers(user, child, users));
  }
}
