package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says a schema without {@code allOf}, {@code anyOf} and {@code oneOf} at its top: what it is made
 * of is merged into one schema with the same members. Says nothing of what is inside the members.
 */
final class Flattener {

  static final String REF = "$ref";
  private static final String PREFIX = "#/components/schemas/";

  /**
   * Keywords that say nothing about which values are allowed, so that a reference beside them stays
   * a reference.
   */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title",
          "description",
          "example",
          "examples",
          "deprecated",
          "default",
          "readOnly",
          "writeOnly",
          "$comment");

  private final JsonNode components;

  Flattener(JsonNode components) {
    this.components = components;
  }

  /**
   * The component that a schema stands for and adds nothing to, as with an {@code allOf} of one
   * reference beside a title.
   *
   * @return its name, or an empty text if the schema is one of its own
   */
  String referredComponent(JsonNode schema) {
    if (schema.path(REF).isTextual() && addsNothing(schema, REF)) {
      return nameOf(schema);
    }
    JsonNode parts = schema.path("allOf");
    return parts.size() == 1 && addsNothing(schema, "allOf") ? referredComponent(parts.get(0)) : "";
  }

  /** The schema in one piece. */
  ObjectNode flatten(JsonNode schema) {
    return flatten(schema, Set.of());
  }

  private ObjectNode flatten(JsonNode schema, Set<String> trail) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    if (schema.path(REF).isTextual()) {
      String name = nameOf(schema);
      if (trail.contains(name)) {
        throw new SpecificationException(
            "openapi.yaml" + PREFIX + name, "the schema is made of itself");
      }
      Set<String> longer = new LinkedHashSet<>(trail);
      longer.add(name);
      merge(flat, flatten(components.path(name), longer));
    }
    for (JsonNode part : schema.path("allOf")) {
      merge(flat, flatten(part, trail));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      if (!Set.of(REF, "allOf", "anyOf", "oneOf").contains(member.getKey())) {
        own.set(member.getKey(), member.getValue());
      }
    }
    merge(flat, own);
    mergeAlternatives(flat, schema.path("anyOf"), trail);
    mergeAlternatives(flat, schema.path("oneOf"), trail);
    return flat;
  }

  /**
   * Alternatives have one Java type between them: that of the only one that is not {@code null};
   * where all are objects, an object with the members of all, required where all require them;
   * otherwise any value.
   */
  private void mergeAlternatives(ObjectNode flat, JsonNode alternatives, Set<String> trail) {
    ObjectNode union = null;
    for (JsonNode alternative : alternatives) {
      ObjectNode next = flatten(alternative, trail);
      if (next.path("type").asText("").equals("null")) {
        continue;
      }
      union = union == null ? next : union(union, next);
    }
    if (union != null) {
      boolean hasType = flat.has("type");
      JsonNode type = flat.path("type");
      merge(flat, union);
      if (hasType && !union.has("type")) {
        flat.set("type", type);
      }
    }
  }

  private static ObjectNode union(ObjectNode one, ObjectNode other) {
    if (!Shape.isObject(one) || !Shape.isObject(other)) {
      ObjectNode shared = JsonNodeFactory.instance.objectNode();
      if (one.path("type").isTextual() && one.path("type").equals(other.path("type"))) {
        shared.set("type", one.get("type"));
      } else {
        shared.putArray("type").add("string").add("object");
      }
      return shared;
    }
    ObjectNode union = one.deepCopy();
    merge(union, other);
    ArrayNode required = union.putArray("required");
    for (JsonNode name : one.path("required")) {
      for (JsonNode otherName : other.path("required")) {
        if (name.equals(otherName)) {
          required.add(name);
        }
      }
    }
    return union;
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String key = member.getKey();
      if (key.equals("properties") || key.equals("patternProperties")) {
        into.withObject("/" + key).setAll((ObjectNode) member.getValue().deepCopy());
      } else if (key.equals("required")) {
        ArrayNode required = into.withArray("/required");
        Set<JsonNode> known = new LinkedHashSet<>();
        required.forEach(known::add);
        member
            .getValue()
            .forEach(
                name -> {
                  if (known.add(name)) {
                    required.add(name);
                  }
                });
      } else {
        into.set(key, member.getValue().deepCopy());
      }
    }
  }

  private static boolean addsNothing(JsonNode schema, String except) {
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String key = member.getKey();
      boolean saysObject = key.equals("type") && member.getValue().asText("").equals("object");
      if (!key.equals(except)
          && !ANNOTATIONS.contains(key)
          && !key.startsWith("x-")
          && !saysObject) {
        return false;
      }
    }
    return true;
  }

  private static String nameOf(JsonNode schema) {
    String reference = schema.get(REF).textValue();
    if (!reference.startsWith(PREFIX)) {
      throw new SpecificationException("openapi.yaml", "unexpected reference '" + reference + "'");
    }
    return reference.substring(PREFIX.length());
  }
}
