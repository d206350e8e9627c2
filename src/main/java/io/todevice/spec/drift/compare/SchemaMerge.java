package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one schema of two that a value must both fulfil. */
final class SchemaMerge {

  private static final Set<String> MEMBERS = Set.of("properties", "patternProperties");
  private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");

  private SchemaMerge() {}

  /** Merges the second into the first, whose texts give way. */
  static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String key = member.getKey();
      JsonNode known = into.path(key);
      JsonNode value = member.getValue();
      if (known.isMissingNode() || known.equals(value)) {
        into.set(key, MEMBERS.contains(key) ? value.deepCopy() : value);
      } else if (MEMBERS.contains(key) && known.isObject()) {
        value
            .properties()
            .forEach(named -> both((ObjectNode) known, named.getKey(), named.getValue()));
      } else {
        into.set(key, merged(into, key, known, value));
      }
    }
  }

  private static JsonNode merged(ObjectNode into, String key, JsonNode known, JsonNode value) {
    if (key.equals("required")) {
      return union(known, value);
    }
    if (key.equals("enum")) {
      return common(known, value);
    }
    if (key.equals("type")) {
      return SchemaTypes.common(known, value);
    }
    if (key.equals("items") || key.equals("additionalProperties")) {
      return allOf(known, value);
    }
    if (SchemaKeywords.LOWER_LIMITS.contains(key) || SchemaKeywords.UPPER_LIMITS.contains(key)) {
      boolean isHigher = value.decimalValue().compareTo(known.decimalValue()) > 0;
      return isHigher == SchemaKeywords.LOWER_LIMITS.contains(key) ? value : known;
    }
    if (ALTERNATIVES.contains(key)) {
      // Two choices at once are no choice between alternatives any more.
      into.withArray("/not").addObject().set(key, value);
      return known;
    }
    return value;
  }

  private static void both(ObjectNode members, String name, JsonNode value) {
    JsonNode known = members.path(name);
    members.set(name, known.isMissingNode() || known.equals(value) ? value : allOf(known, value));
  }

  /** What is in it already is not put in twice, so that a schema made of itself comes to an end. */
  private static JsonNode allOf(JsonNode known, JsonNode value) {
    Set<JsonNode> parts = new LinkedHashSet<>();
    for (JsonNode side : List.of(known, value)) {
      if (side.size() == 1 && side.path("allOf").isArray()) {
        side.get("allOf").forEach(parts::add);
      } else {
        parts.add(side);
      }
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    parts.forEach(both.putArray("allOf")::add);
    return both;
  }

  private static ArrayNode union(JsonNode one, JsonNode other) {
    Set<JsonNode> all = new LinkedHashSet<>();
    one.forEach(all::add);
    other.forEach(all::add);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    all.forEach(list::add);
    return list;
  }

  private static ArrayNode common(JsonNode one, JsonNode other) {
    Set<JsonNode> allowed = new LinkedHashSet<>();
    other.forEach(allowed::add);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    one.forEach(
        value -> {
          if (allowed.contains(value)) {
            list.add(value);
          }
        });
    return list;
  }
}
