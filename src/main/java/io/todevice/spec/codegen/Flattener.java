package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.SchemaGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says a schema without {@code allOf}, {@code anyOf} and {@code oneOf} at its top: what it is made
 * of is merged into one schema with the same members. Says nothing of what is inside the members.
 */
record Flattener(JsonNode components) {

  static final String REF = "$ref";

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

  /** Keywords with one schema, which must be fulfilled wherever it stands. */
  private static final Set<String> SINGLE_SCHEMAS = Set.of("items", "additionalProperties");

  private static final JsonNode OBJECT = JsonNodeFactory.instance.textNode("object");

  /**
   * The schema that another stands for and adds nothing to: by a reference, or as the only part of
   * {@code allOf}, {@code anyOf} or {@code oneOf}, whatever texts are beside it.
   *
   * @return the schema itself if it is one of its own
   */
  JsonNode inner(JsonNode schema) {
    Set<JsonNode> seen = new LinkedHashSet<>();
    JsonNode inner = schema;
    for (JsonNode next = step(inner); !next.isMissingNode(); next = step(inner)) {
      if (!seen.add(inner)) {
        return inner;
      }
      inner = next;
    }
    return inner;
  }

  private JsonNode step(JsonNode schema) {
    if (schema.path(REF).isTextual() && addsNothing(schema, REF)) {
      return components.path(nameOf(schema));
    }
    for (String key : List.of("allOf", "anyOf", "oneOf")) {
      List<JsonNode> parts = new ArrayList<>();
      for (JsonNode part : schema.path(key)) {
        if (!key.equals("allOf") || !addsNothing(part, "")) {
          parts.add(part);
        }
      }
      if (parts.size() == 1 && addsNothing(schema, key)) {
        return parts.get(0);
      }
    }
    return MissingNode.getInstance();
  }

  /**
   * The one alternative of a schema that is nothing but the choice between it and {@code null};
   * missing if the schema is anything else.
   */
  JsonNode orNull(JsonNode schema) {
    for (String key : List.of("anyOf", "oneOf")) {
      List<JsonNode> others = new ArrayList<>();
      for (JsonNode alternative : schema.path(key)) {
        if (!Alternatives.isNull(alternative)) {
          others.add(alternative);
        }
      }
      if (others.size() == 1 && schema.path(key).size() == 2 && addsNothing(schema, key)) {
        return others.get(0);
      }
    }
    return MissingNode.getInstance();
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
            "openapi.yaml" + SchemaGraph.COMPONENTS + name, "the schema is made of itself");
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
    mergeAlternatives(flat, schema.path("anyOf"), trail, true);
    mergeAlternatives(flat, schema.path("oneOf"), trail, true);
    ArrayNode branches = JsonNodeFactory.instance.arrayNode();
    Stream.of("then", "else").map(schema::path).filter(JsonNode::isObject).forEach(branches::add);
    mergeAlternatives(flat, branches, trail, false);
    for (JsonNode dependent : schema.path("dependentSchemas")) {
      mergeAlternatives(flat, JsonNodeFactory.instance.arrayNode().add(dependent), trail, false);
    }
    return Leftovers.putInPlace(flat);
  }

  /**
   * Alternatives have one Java type between them. One that names no type is of the type that stands
   * beside them.
   *
   * @param isExhaustive whether one of them always applies; if not, nothing of theirs is required
   */
  private void mergeAlternatives(
      ObjectNode flat, JsonNode alternatives, Set<String> trail, boolean isExhaustive) {
    JsonNode type = Shape.isObject(flat) && !flat.has("type") ? OBJECT : flat.path("type");
    ObjectNode union = null;
    boolean orNull = false;
    for (JsonNode alternative : alternatives) {
      ObjectNode next = flatten(alternative, trail);
      if (!isExhaustive) {
        next.remove("required");
      }
      if (Alternatives.isNull(next)) {
        orNull = true;
      } else {
        if (!next.has("type") && !type.isMissingNode()) {
          next.set("type", type);
        }
        union = union == null ? next : Alternatives.union(union, next);
      }
    }
    if (union != null) {
      merge(flat, union);
    }
    if (orNull && flat.has("type")) {
      JsonNode types = flat.get("type");
      ArrayNode withNull = flat.putArray("type");
      if (types.isTextual()) {
        withNull.add(types);
      }
      types.forEach(withNull::add);
      withNull.add("null");
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String key = member.getKey();
      if (key.equals("properties") || key.equals("patternProperties")) {
        mergeMembers(into.withObject("/" + key), member.getValue());
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
      } else if (SINGLE_SCHEMAS.contains(key) && into.path(key).isObject()) {
        into.set(key, ofBoth(into.get(key), member.getValue()));
      } else {
        into.set(key, member.getValue().deepCopy());
      }
    }
  }

  /** A member that stands in both must fulfil both. */
  private static void mergeMembers(ObjectNode into, JsonNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      into.set(member.getKey(), ofBoth(into.path(member.getKey()), member.getValue()));
    }
  }

  private static JsonNode ofBoth(JsonNode known, JsonNode other) {
    boolean isNew = known.isMissingNode() || Texts.without(known).equals(Texts.without(other));
    return isNew ? other.deepCopy() : both(known, other);
  }

  private static ObjectNode both(JsonNode one, JsonNode other) {
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    for (String text : List.of("title", "description")) {
      if (one.has(text) || other.has(text)) {
        both.set(text, other.has(text) ? other.get(text) : one.get(text));
      }
    }
    Set<JsonNode> parts = new LinkedHashSet<>();
    for (JsonNode part : List.of(one, other)) {
      if (part.path("allOf").isArray() && addsNothing(part, "allOf")) {
        part.get("allOf").forEach(parts::add);
      } else {
        parts.add(part);
      }
    }
    both.putArray("allOf").addAll(parts);
    return both;
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
    String name = SchemaGraph.componentOf(schema);
    if (name.isEmpty()) {
      throw new SpecificationException(
          "openapi.yaml", "unexpected reference '" + schema.get(REF).textValue() + "'");
    }
    return name;
  }
}
