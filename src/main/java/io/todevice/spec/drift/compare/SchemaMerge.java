package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one schema of two that a value must both fulfil. What one keyword cannot say of both, for
 * example two patterns, is left in an {@code allOf} of schemas with that keyword alone.
 */
final class SchemaMerge {

  /** Maps from names to schemas. */
  private static final Set<String> MEMBERS =
      Set.of("properties", "patternProperties", "dependentSchemas");

  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "additionalProperties",
          "propertyNames",
          "contentSchema",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> FLAGS = Set.of("uniqueItems", "readOnly", "writeOnly");
  private static final String ALL_OF = "allOf";

  private SchemaMerge() {}

  /** Merges the second into the first, whose texts give way. */
  static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String key = member.getKey();
      JsonNode known = into.path(key);
      JsonNode value = member.getValue();
      if (key.equals(ALL_OF)) {
        value.forEach(part -> addPart(into, part));
      } else if (SchemaKeywords.GROUPS.stream().noneMatch(group -> group.contains(key))) {
        if (known.isMissingNode() || known.equals(value)) {
          into.set(key, copyOf(key, value));
        } else if (MEMBERS.contains(key) && known.isObject() && value.isObject()) {
          value
              .properties()
              .forEach(named -> both((ObjectNode) known, named.getKey(), named.getValue()));
        } else {
          merge(into, key, known, value);
        }
      }
    }
    SchemaKeywords.GROUPS.forEach(group -> mergeGroup(into, from, group));
  }

  /** Members of a merged schema are changed by later merges, so that they are never shared. */
  private static JsonNode copyOf(String key, JsonNode value) {
    return MEMBERS.contains(key) && value.isObject()
        ? JsonNodeFactory.instance.objectNode().setAll((ObjectNode) value)
        : value;
  }

  private static void merge(ObjectNode into, String key, JsonNode known, JsonNode value) {
    boolean isLower = SchemaKeywords.LOWER_LIMITS.contains(key);
    if (key.equals("required") && known.isArray() && value.isArray()) {
      into.set(key, union(known, value));
    } else if (key.equals("enum") && known.isArray() && value.isArray()) {
      into.set(key, common(known, value));
    } else if (key.equals("type")) {
      into.set(key, SchemaTypes.common(known, value));
    } else if (SCHEMAS.contains(key)) {
      into.set(key, allOf(known, value));
    } else if (FLAGS.contains(key)) {
      into.set(key, BooleanNode.valueOf(known.asBoolean() || value.asBoolean()));
    } else if (key.equals("dependentRequired") && known.isObject() && value.isObject()) {
      ObjectNode all = into.putObject(key).setAll((ObjectNode) known);
      value
          .properties()
          .forEach(
              named -> all.set(named.getKey(), union(all.path(named.getKey()), named.getValue())));
    } else if ((isLower || SchemaKeywords.UPPER_LIMITS.contains(key))
        && known.isNumber()
        && value.isNumber()) {
      boolean isHigher = value.decimalValue().compareTo(known.decimalValue()) > 0;
      into.set(key, isHigher == isLower ? value : known);
    } else if (SchemaKeywords.isText(key) || key.equals("discriminator")) {
      into.set(key, value);
    } else {
      addPart(into, JsonNodeFactory.instance.objectNode().set(key, value));
    }
  }

  private static void mergeGroup(ObjectNode into, ObjectNode from, List<String> group) {
    ObjectNode known = part(into, group);
    ObjectNode more = part(from, group);
    if (known.isEmpty()) {
      into.setAll(more);
    } else if (!more.isEmpty() && !known.equals(more)) {
      addPart(into, more);
    }
  }

  private static ObjectNode part(ObjectNode schema, List<String> keys) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    keys.stream().filter(schema::has).forEach(key -> part.set(key, schema.get(key)));
    return part;
  }

  private static void addPart(ObjectNode into, JsonNode part) {
    ArrayNode parts = into.withArray("/" + ALL_OF);
    for (JsonNode known : parts) {
      if (known.equals(part)) {
        return;
      }
    }
    parts.add(part);
  }

  private static void both(ObjectNode members, String name, JsonNode value) {
    JsonNode known = members.path(name);
    members.set(name, known.isMissingNode() || known.equals(value) ? value : allOf(known, value));
  }

  /** What is in it already is not put in twice, so that a schema made of itself comes to an end. */
  private static JsonNode allOf(JsonNode known, JsonNode value) {
    Set<JsonNode> parts = new LinkedHashSet<>();
    for (JsonNode side : List.of(known, value)) {
      if (side.size() == 1 && side.path(ALL_OF).isArray()) {
        side.get(ALL_OF).forEach(parts::add);
      } else {
        parts.add(side);
      }
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    parts.forEach(both.putArray(ALL_OF)::add);
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
    other.forEach(value -> allowed.add(Values.normal(value)));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    one.forEach(
        value -> {
          if (allowed.contains(Values.normal(value))) {
            list.add(value);
          }
        });
    return list;
  }
}
