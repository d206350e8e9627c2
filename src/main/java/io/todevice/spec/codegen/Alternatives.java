package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What schemas have in common of which a value fulfils only one: the Java type that can hold each
 * of them.
 */
final class Alternatives {

  private static final List<String> OBJECT_KEYWORDS =
      List.of(
          "properties",
          "patternProperties",
          "additionalProperties",
          "required",
          SchemaNormaliser.MAP_KEYS);

  private Alternatives() {}

  /** Whether a schema allows {@code null} and nothing else. */
  static boolean isNull(JsonNode schema) {
    return schema.path("type").asText("").equals("null") || schema.path("const").isNull();
  }

  /**
   * One schema for two flattened ones: of objects, an object with the members of both, required
   * where both require them; of lists, a list of either's elements; of different kinds, a schema of
   * both kinds with what each says of its own. Where one allows any value, so does the union.
   */
  static ObjectNode union(ObjectNode one, ObjectNode other) {
    if (Shape.isObject(one) && Shape.isObject(other)) {
      ObjectNode union = one.deepCopy();
      uniteObjects(union, one, other);
      return union;
    }
    Set<String> kinds = Shape.kindsOf(one);
    Set<String> otherKinds = Shape.kindsOf(other);
    ObjectNode union = JsonNodeFactory.instance.objectNode();
    ArrayNode types = union.putArray("type");
    if (kinds.isEmpty() || otherKinds.isEmpty()) {
      // Two types at once stand for any value.
      types.add("string").add("object");
      return orNull(union, one, other);
    }
    Set<String> all = new LinkedHashSet<>(kinds);
    all.addAll(otherKinds);
    if (all.contains("number")) {
      all.remove("integer");
    }
    all.forEach(types::add);
    if (kinds.contains("object") && otherKinds.contains("object")) {
      copy(union, one, OBJECT_KEYWORDS);
      uniteObjects(union, one, other);
    } else {
      copy(union, kinds.contains("object") ? one : other, OBJECT_KEYWORDS);
    }
    if (kinds.contains("array") && otherKinds.contains("array")) {
      union.set("items", either(one.path("items"), other.path("items")));
    } else {
      copy(union, kinds.contains("array") ? one : other, List.of("items"));
    }
    return orNull(union, one, other);
  }

  /**
   * One schema for two of the same member or element: what both say, the scalar that both are, or
   * the choice between them. A choice that is made of choices is one, so that schemas which refer
   * to themselves come to an end.
   */
  static JsonNode either(JsonNode one, JsonNode other) {
    if (one.isMissingNode() || other.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (Texts.without(one).equals(Texts.without(other))) {
      return one.deepCopy();
    }
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    Shape shape = Shape.of(one);
    if (shape == Shape.of(other) && shape.isScalar()) {
      either.putArray("type").add(shape.name().toLowerCase(Locale.ROOT));
      return orNull(either, one, other);
    }
    Map<JsonNode, JsonNode> choices = new LinkedHashMap<>();
    for (JsonNode schema : List.of(one, other)) {
      Iterable<JsonNode> parts = isChoice(schema) ? schema.get("anyOf") : List.of(schema);
      parts.forEach(part -> choices.putIfAbsent(Texts.without(part), part));
    }
    ArrayNode anyOf = either.putArray("anyOf");
    choices.values().forEach(choice -> anyOf.add(choice.deepCopy()));
    return either;
  }

  private static boolean isChoice(JsonNode schema) {
    return schema.size() == 1 && schema.path("anyOf").isArray();
  }

  private static void copy(ObjectNode to, JsonNode from, List<String> keywords) {
    for (String keyword : keywords) {
      if (from.has(keyword)) {
        to.set(keyword, from.get(keyword).deepCopy());
      }
    }
  }

  private static ObjectNode orNull(ObjectNode union, JsonNode one, JsonNode other) {
    if (Shape.isNullable(one) || Shape.isNullable(other)) {
      union.withArray("/type").add("null");
    }
    return union;
  }

  private static void uniteObjects(ObjectNode union, ObjectNode one, ObjectNode other) {
    uniteMembers(union, other, "properties");
    uniteMembers(union, other, "patternProperties");
    uniteRest(union, one.path("additionalProperties"), other.path("additionalProperties"));
    ArrayNode required = union.putArray("required");
    for (JsonNode name : one.path("required")) {
      for (JsonNode otherName : other.path("required")) {
        if (name.equals(otherName)) {
          required.add(name);
        }
      }
    }
  }

  private static void uniteMembers(ObjectNode union, ObjectNode other, String keyword) {
    for (Map.Entry<String, JsonNode> member : other.path(keyword).properties()) {
      ObjectNode members = union.withObject("/" + keyword);
      JsonNode known = members.path(member.getKey());
      members.set(
          member.getKey(),
          known.isMissingNode() ? member.getValue().deepCopy() : either(known, member.getValue()));
    }
  }

  private static void uniteRest(ObjectNode union, JsonNode one, JsonNode other) {
    if (Texts.without(one).equals(Texts.without(other))) {
      return;
    }
    boolean oneIsClosed = isFalse(one);
    if (oneIsClosed || isFalse(other)) {
      JsonNode open = oneIsClosed ? other : one;
      if (open.isMissingNode()) {
        union.remove("additionalProperties");
      } else {
        union.set("additionalProperties", open);
      }
    } else if (one.isObject() && other.isObject()) {
      union.set("additionalProperties", either(one, other));
    } else {
      union.put("additionalProperties", true);
    }
  }

  private static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }
}
