package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * What schemas have in common of which a value fulfils only one: the Java type that can hold each
 * of them.
 */
final class Alternatives {

  private Alternatives() {}

  /** Whether a schema allows {@code null} and nothing else. */
  static boolean isNull(JsonNode schema) {
    return schema.path("type").asText("").equals("null") || schema.path("const").isNull();
  }

  /**
   * One schema for two flattened ones: of objects, an object with the members of both, required
   * where both require them; of scalars of one type, that type; otherwise any value.
   */
  static ObjectNode union(ObjectNode one, ObjectNode other) {
    if (!Shape.isObject(one) || !Shape.isObject(other)) {
      return sharedType(one, other);
    }
    ObjectNode union = one.deepCopy();
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
    return union;
  }

  private static void uniteMembers(ObjectNode union, ObjectNode other, String keyword) {
    for (Map.Entry<String, JsonNode> member : other.path(keyword).properties()) {
      ObjectNode members = union.withObject("/" + keyword);
      JsonNode known = members.path(member.getKey());
      if (known.isMissingNode()) {
        members.set(member.getKey(), member.getValue().deepCopy());
      } else if (!Texts.without(known).equals(Texts.without(member.getValue()))) {
        members.set(member.getKey(), sharedType(known, member.getValue()));
      }
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
    } else {
      union.put("additionalProperties", true);
    }
  }

  private static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  /** The type that both name; where they don't, two at once, which stand for any value. */
  private static ObjectNode sharedType(JsonNode one, JsonNode other) {
    ObjectNode shared = JsonNodeFactory.instance.objectNode();
    Shape shape = Shape.of(one);
    ArrayNode types = shared.putArray("type");
    if (shape == Shape.of(other) && shape.isScalar()) {
      types.add(shape.name().toLowerCase(Locale.ROOT));
    } else if (one.path("type").isTextual() && one.path("type").equals(other.path("type"))) {
      types.add(one.get("type"));
    } else {
      types.add("string").add("object");
    }
    if (Shape.isNullable(one) || Shape.isNullable(other)) {
      types.add("null");
    }
    return shared;
  }
}
