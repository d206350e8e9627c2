package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.SchemaGraph;
import java.util.Set;
import java.util.TreeSet;

/** The types of values that schemas allow. Every integer is a number. */
final class SchemaTypes {

  /** All types of JSON values. */
  static final Set<String> ANY =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private static final String NULL = "null";

  private SchemaTypes() {}

  /**
   * The types of a schema in one piece; where it names none, those that the rest of it is about,
   * and if there is no such rest, all.
   */
  static Set<String> of(JsonNode flat) {
    if (flat.path("not").isObject() && flat.get("not").isEmpty()) {
      return new TreeSet<>();
    }
    Set<String> types = named(flat.path("type"));
    if (types.isEmpty()) {
      types = implied(flat);
    }
    return withIntegers(types);
  }

  /** The types in words. */
  static String show(Set<String> types) {
    if (types.containsAll(ANY)) {
      return "any value";
    }
    if (types.isEmpty()) {
      return "no value";
    }
    Set<String> shown = new TreeSet<>(types);
    if (shown.contains("number")) {
      shown.remove("integer");
    }
    boolean orNull = shown.remove("null");
    String text = String.join(" or ", shown);
    return orNull ? (text.isEmpty() ? "null" : text + " or null") : text;
  }

  /** Whether a schema in one piece allows null and nothing else. */
  static boolean isNull(JsonNode flat) {
    return of(flat).equals(Set.of(NULL)) && !flat.has("not");
  }

  /** Lets a schema in one piece allow null as well. */
  static void addNull(ObjectNode flat) {
    Set<String> types = of(flat);
    if (types.containsAll(ANY)) {
      return;
    }
    if (flat.path("enum").isArray()) {
      JsonNode values = flat.get("enum");
      ArrayNode more = flat.putArray("enum");
      values.forEach(more::add);
      more.addNull();
    }
    types.add(NULL);
    ArrayNode list = flat.putArray("type");
    types.forEach(list::add);
  }

  /** What two values of {@code type} have in common, as such a value. */
  static JsonNode common(JsonNode one, JsonNode other) {
    Set<String> types = withIntegers(named(one));
    types.retainAll(withIntegers(named(other)));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    types.forEach(list::add);
    return list;
  }

  private static Set<String> withIntegers(Set<String> types) {
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  /** The types that a value of {@code type} names. */
  static Set<String> named(JsonNode type) {
    return new TreeSet<>(SchemaGraph.typesNamed(type));
  }

  private static Set<String> implied(JsonNode flat) {
    Set<String> types = new TreeSet<>();
    if (flat.has("enum")) {
      flat.get("enum").forEach(value -> types.add(SchemaGraph.typeOf(value)));
    } else if (flat.has("properties")
        || flat.has("patternProperties")
        || flat.has("additionalProperties")
        || flat.has("required")) {
      types.add("object");
    } else if (flat.has("items")) {
      types.add("array");
    } else {
      types.addAll(ANY);
    }
    return types;
  }
}
