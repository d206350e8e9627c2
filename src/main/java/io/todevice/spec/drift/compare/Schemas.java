package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of one document, each said in one piece: references are followed, what stands beside
 * them and all parts of {@code allOf} are merged, so that it makes no difference whether a schema
 * is shared, inline, or put together.
 */
final class Schemas {

  private static final String REF = "$ref";
  private static final String ALL_OF = "allOf";
  private static final String PREFIX = "#/components/schemas/";

  private final JsonNode components;

  Schemas(JsonNode document) {
    this.components = document.at("/components/schemas");
  }

  /** The schema in one piece. Says nothing of what is inside its members. */
  SchemaView view(JsonNode schema) {
    return new SchemaView(flatten(schema, Set.of()));
  }

  /**
   * The shared schema that this one is, whatever texts and further limits stand beside the
   * reference; empty if it is one of its own.
   */
  String sharedName(JsonNode schema) {
    if (schema.path(REF).isTextual()) {
      return nameOf(schema);
    }
    boolean isOfOne = schema.path(ALL_OF).size() == 1 && !schema.has("properties");
    return isOfOne ? sharedName(schema.path(ALL_OF).get(0)) : "";
  }

  /** Whether a schema is more than what stands at its place, so that it may contain itself. */
  static boolean leadsElsewhere(JsonNode schema) {
    return schema.has(REF) || schema.has(ALL_OF);
  }

  /**
   * The schema with all references followed and without texts, for asking whether two are equal.
   */
  JsonNode expanded(JsonNode schema) {
    return expanded(schema, Set.of());
  }

  private JsonNode expanded(JsonNode node, Set<String> trail) {
    if (node.path(REF).isTextual()) {
      String name = nameOf(node);
      if (trail.contains(name)) {
        return JsonNodeFactory.instance.objectNode().put(REF, trail.size());
      }
      Set<String> longer = new LinkedHashSet<>(trail);
      longer.add(name);
      return expandedMembers(flatten(node, Set.of()), longer);
    }
    if (node.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> list.add(expanded(element, trail)));
      return list;
    }
    return node.isObject() ? expandedMembers(node, trail) : node;
  }

  private JsonNode expandedMembers(JsonNode node, Set<String> trail) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!SchemaKeywords.isText(member.getKey())) {
        copy.set(member.getKey(), expanded(member.getValue(), trail));
      }
    }
    return copy;
  }

  private ObjectNode flatten(JsonNode schema, Set<String> trail) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    if (schema.isBoolean()) {
      return schema.booleanValue() ? flat : flat.set("not", JsonNodeFactory.instance.objectNode());
    }
    if (schema.path(REF).isTextual() && !trail.contains(nameOf(schema))) {
      Set<String> longer = new LinkedHashSet<>(trail);
      longer.add(nameOf(schema));
      SchemaMerge.merge(flat, flatten(components.path(nameOf(schema)), longer));
    }
    for (JsonNode part : schema.path(ALL_OF)) {
      SchemaMerge.merge(flat, flatten(part, trail));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String key = member.getKey();
      if (key.equals("const")) {
        own.putArray("enum").add(member.getValue());
      } else if (!key.equals(ALL_OF) && !(key.equals(REF) && member.getValue().isTextual())) {
        own.set(key, member.getValue());
      }
    }
    SchemaMerge.merge(flat, own);
    return flat;
  }

  private static String nameOf(JsonNode schema) {
    String reference = schema.path(REF).textValue();
    return reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
  }
}
