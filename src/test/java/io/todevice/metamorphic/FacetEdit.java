package io.todevice.metamorphic;

import static io.todevice.spec.drift.report.Impact.CLIENTS;
import static io.todevice.spec.drift.report.Impact.CODE;
import static io.todevice.spec.drift.report.Impact.COMPATIBLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.Impact;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An edit of one facet of a schema, with whom it breaks: in what clients send, in what they get.
 */
enum FacetEdit {
  REQUIRED_PROPERTY_ADDED(
      FacetEdit::isOpenObject,
      (s, random) -> {
        s.withObject("/properties").putObject("zz_new").put("type", "string");
        s.withArray("/required").add("zz_new");
      },
      Set.of(CLIENTS, CODE),
      Set.of(CODE)),
  OPTIONAL_PROPERTY_ADDED(
      FacetEdit::isOpenObject,
      (s, random) -> s.withObject("/properties").putObject("zz_new").put("type", "string"),
      Set.of(COMPATIBLE),
      Set.of(COMPATIBLE)),
  PROPERTY_REMOVED(
      s -> isOpenObject(s) && s.get("properties").size() > 1,
      (s, random) -> {
        String name = anyOf(names(s.get("properties")), random);
        ((ObjectNode) s.get("properties")).remove(name);
        drop(s, name);
      },
      Set.of(CLIENTS, CODE),
      Set.of(CLIENTS, CODE)),
  PROPERTY_BECAME_REQUIRED(
      s -> isOpenObject(s) && s.path("required").size() < s.get("properties").size(),
      (s, random) -> {
        List<String> optional =
            names(s.get("properties")).stream().filter(name -> !isRequired(s, name)).toList();
        s.withArray("/required").add(anyOf(optional, random));
      },
      Set.of(CLIENTS),
      Set.of(CODE)),
  PROPERTY_BECAME_OPTIONAL(
      s -> isOpenObject(s) && s.path("required").size() > 0,
      (s, random) -> {
        List<String> required = new java.util.ArrayList<>();
        s.get("required").forEach(name -> required.add(name.asText()));
        drop(s, anyOf(required, random));
      },
      Set.of(CODE),
      Set.of(CLIENTS)),
  STRING_BECAME_WHOLE_NUMBER(
      FacetEdit::isPlainString,
      (s, random) -> s.put("type", "integer"),
      Set.of(CLIENTS, CODE),
      Set.of(CLIENTS, CODE)),
  BOOLEAN_BECAME_STRING(
      s -> isType(s, "boolean") && !s.has("default"),
      (s, random) -> s.put("type", "string"),
      Set.of(CLIENTS, CODE),
      Set.of(CLIENTS, CODE)),
  NULL_ALLOWED(
      FacetEdit::isPlainString,
      (s, random) -> s.putArray("type").add("string").add("null"),
      Set.of(CODE),
      Set.of(CLIENTS)),
  MIN_LENGTH(
      FacetEdit::isPlainString,
      (s, random) -> s.put("minLength", 3),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MAX_LENGTH(
      FacetEdit::isPlainString,
      (s, random) -> s.put("maxLength", 300),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  PATTERN(
      FacetEdit::isPlainString,
      (s, random) -> s.put("pattern", "^a"),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  ENUM(
      FacetEdit::isPlainString,
      (s, random) -> s.putArray("enum").add("a").add("b"),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MINIMUM(
      s -> isType(s, "integer") && !s.has("minimum") && !s.has("exclusiveMinimum"),
      (s, random) -> s.put("minimum", 7),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  EXCLUSIVE_MAXIMUM(
      s -> isType(s, "integer") && !s.has("maximum") && !s.has("exclusiveMaximum"),
      (s, random) -> s.put("exclusiveMaximum", 7),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MULTIPLE_OF(
      s -> isType(s, "integer"),
      (s, random) -> s.put("multipleOf", 5),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MIN_ITEMS(
      s -> isType(s, "array"),
      (s, random) -> s.put("minItems", 2),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MAX_ITEMS(
      s -> isType(s, "array"),
      (s, random) -> s.put("maxItems", 9),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  UNIQUE_ITEMS(
      s -> isType(s, "array") && !s.has("uniqueItems"),
      (s, random) -> s.put("uniqueItems", true),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MIN_PROPERTIES(
      s -> isType(s, "object"),
      (s, random) -> s.put("minProperties", s.path("required").size() + 2),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  MAX_PROPERTIES(
      s -> isType(s, "object"),
      (s, random) -> s.put("maxProperties", 90),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  PROPERTY_NAMES(
      s -> isType(s, "object"),
      (s, random) -> s.putObject("propertyNames").put("pattern", "^[a-z_.0-9]*$"),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE)),
  OTHER_PROPERTIES_FORBIDDEN(
      FacetEdit::isOpenObject,
      (s, random) -> s.put("additionalProperties", false),
      Set.of(CLIENTS),
      Set.of(COMPATIBLE));

  /** Changes a copy of a schema in one facet. */
  interface Change {
    void apply(ObjectNode schema, Random random);
  }

  @SuppressWarnings("ImmutableEnumChecker") // Without state.
  private final Predicate<JsonNode> fits;

  @SuppressWarnings("ImmutableEnumChecker") // Without state.
  private final Change change;

  private final Set<Impact> request;
  private final Set<Impact> response;

  FacetEdit(Predicate<JsonNode> fits, Change change, Set<Impact> request, Set<Impact> response) {
    this.fits = fits;
    this.change = change;
    this.request = request;
    this.response = response;
  }

  boolean fits(JsonNode schema) {
    return schema.isObject() && !schema.has("$ref") && fits.test(schema);
  }

  JsonNode apply(JsonNode schema, Random random) {
    ObjectNode copy = schema.deepCopy();
    change.apply(copy, random);
    return copy;
  }

  /** Whom it breaks, where the schema is used in this part of an operation. */
  Set<Impact> impacts(String part) {
    return part.equals("request") ? request : response;
  }

  private static boolean isType(JsonNode schema, String type) {
    return schema.path("type").asText("").equals(type);
  }

  private static boolean isPlainString(JsonNode schema) {
    return isType(schema, "string")
        && names(schema).stream()
            .allMatch(
                key ->
                    Set.of("type", "description", "example", "examples", "title").contains(key)
                        || key.startsWith("x-"));
  }

  private static boolean isOpenObject(JsonNode schema) {
    return isType(schema, "object")
        && schema.path("properties").size() > 0
        && names(schema).stream()
            .allMatch(
                key ->
                    Set.of(
                                "type",
                                "description",
                                "example",
                                "examples",
                                "title",
                                "properties",
                                "required")
                            .contains(key)
                        || key.startsWith("x-"));
  }

  private static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void drop(ObjectNode schema, String name) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    schema
        .path("required")
        .forEach(
            n -> {
              if (!n.asText().equals(name)) kept.add(n);
            });
    if (schema.has("required")) {
      schema.set("required", kept);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private static <T> T anyOf(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
