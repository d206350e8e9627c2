package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.SchemaGraph;
import java.util.LinkedHashSet;
import java.util.Set;

/** What Java type a flattened schema asks for. */
enum Shape {
  /** A class of its own. */
  MODEL,
  /** A map from text to one type. */
  MAP,
  /** A list. */
  LIST,
  STRING,
  INTEGER,
  NUMBER,
  BOOLEAN,
  /** Values of several kinds, of which the schema says more for at least one. */
  UNION,
  /** An object of which the schema says no more. */
  JSON_OBJECT,
  /** Any value: the schema says nothing, or allows several kinds and says no more of them. */
  JSON_VALUE;

  static Shape of(JsonNode flat) {
    Set<String> types = typesOf(flat);
    if (types.size() > 1 || flat.isBoolean()) {
      if (types.equals(Set.of("integer", "number"))) {
        return NUMBER;
      }
      return isUnion(flat, types) ? UNION : JSON_VALUE;
    }
    if (isObject(flat)) {
      return objectShape(flat);
    }
    String type = types.isEmpty() ? impliedType(flat) : types.iterator().next();
    return switch (type) {
      case "array" -> LIST;
      case "string" -> STRING;
      case "integer" -> INTEGER;
      case "number" -> NUMBER;
      case "boolean" -> BOOLEAN;
      default -> JSON_VALUE;
    };
  }

  /** Whether the schema is one of an object, by its type or by what it says. */
  static boolean isObject(JsonNode flat) {
    Set<String> types = typesOf(flat);
    return types.isEmpty()
        ? !flat.path("properties").isEmpty()
            || flat.has("additionalProperties")
            || !flat.path("patternProperties").isEmpty()
        : types.equals(Set.of("object"));
  }

  /**
   * The kinds of values that the schema allows beside {@code null}, as the keyword {@code type}
   * names them; empty if it allows any.
   */
  static Set<String> kindsOf(JsonNode flat) {
    Set<String> types = typesOf(flat);
    if (types.isEmpty()) {
      String implied = isObject(flat) ? "object" : impliedType(flat);
      types.addAll(implied.isEmpty() ? Set.of() : Set.of(implied));
    }
    return types;
  }

  /** Whether {@code null} is allowed beside the type. */
  static boolean isNullable(JsonNode flat) {
    for (JsonNode type : flat.path("type")) {
      if (type.asText("").equals("null")) {
        return true;
      }
    }
    for (JsonNode value : flat.path("enum")) {
      if (value.isNull() && !flat.has("type")) {
        return true;
      }
    }
    return flat.path("const").isNull();
  }

  boolean isScalar() {
    return this == STRING || this == INTEGER || this == NUMBER || this == BOOLEAN;
  }

  private static boolean isUnion(JsonNode flat, Set<String> types) {
    return (types.contains("object") && objectShape(flat) != JSON_OBJECT)
        || (types.contains("array") && !Texts.without(flat.path("items")).isEmpty());
  }

  private static Shape objectShape(JsonNode flat) {
    if (!flat.path("properties").isEmpty()) {
      return MODEL;
    }
    boolean hasPatterns = !flat.path("patternProperties").isEmpty();
    boolean hasValueSchema =
        flat.path("additionalProperties").isObject()
            && !flat.path("additionalProperties").isEmpty();
    return hasPatterns || hasValueSchema ? MAP : JSON_OBJECT;
  }

  private static Set<String> typesOf(JsonNode flat) {
    Set<String> types = SchemaGraph.typesNamed(flat.path("type"));
    types.remove("null");
    return types;
  }

  private static String impliedType(JsonNode flat) {
    if (flat.has("items")) {
      return "array";
    }
    Set<String> types = new LinkedHashSet<>();
    if (flat.has("const")) {
      types.add(SchemaGraph.typeOf(flat.get("const")));
    }
    flat.path("enum").forEach(value -> types.add(SchemaGraph.typeOf(value)));
    types.remove("null");
    boolean isOneScalar =
        types.size() == 1 && !types.contains("object") && !types.contains("array");
    return isOneScalar ? types.iterator().next() : "";
  }
}
