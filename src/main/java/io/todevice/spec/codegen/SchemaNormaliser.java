package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.PlaceTypes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says a schema in the words that the code generator turns into one exact Java type: scalars,
 * lists, maps, references to classes, {@link #JSON_OBJECT} and {@link #JSON_VALUE}.
 */
final class SchemaNormaliser {

  /** The format of an object that passes through unchanged. */
  static final String JSON_OBJECT = PlaceTypes.JSON_OBJECT;

  /** The format of a value of any kind that passes through unchanged. */
  static final String JSON_VALUE = PlaceTypes.JSON_VALUE;

  /** Says what the keys of a map are, from the outermost map inwards. */
  static final String MAP_KEYS = "x-map-keys";

  /** Says which Java type a scalar is, in place of the one that its schema asks for. */
  static final String JAVA_TYPE = "x-java-type";

  private static final JsonNode ANY = JsonNodeFactory.instance.objectNode();

  /** YAML parsers read 50 levels; an answer of an operation stands at the eighth. */
  private static final int MAX_NESTING = 40;

  private final Flattener flattener;
  private final JavaTypes types;
  private final Models models;

  SchemaNormaliser(JsonNode components, JavaTypes types, Models models) {
    this.flattener = new Flattener(components);
    this.types = types;
    this.models = models;
  }

  /** The type of a schema at a place. */
  ObjectNode normalise(JsonNode schema, JavaPlace place) {
    return normalise(schema, place, types.keysOf(place.name()));
  }

  /** The type of a parameter, which arrives as text: a scalar, or a list of scalars. */
  ObjectNode normaliseParameter(JsonNode schema) {
    ObjectNode flat = flattener.flatten(flattener.inner(schema));
    if (Shape.of(flat) == Shape.LIST) {
      ObjectNode list = scalar("array");
      list.set("items", parameterScalar(flattener.flatten(flat.path("items"))));
      return list;
    }
    return parameterScalar(flat);
  }

  /** The values that a schema of texts lists, if it does. */
  JsonNode allowedTexts(JsonNode schema) {
    JsonNode flat = flattener.flatten(schema);
    return Shape.of(flat) == Shape.STRING ? flat.path("enum") : MissingNode.getInstance();
  }

  private ObjectNode normalise(JsonNode schema, JavaPlace place, JsonNode mapKeys) {
    JsonNode inner = flattener.inner(schema);
    JsonNode keys = schema.path(MAP_KEYS).isArray() ? schema.path(MAP_KEYS) : mapKeys;
    if (inner != schema) {
      return described(normalise(inner, place, keys), flattener.flatten(schema));
    }
    JsonNode orNull = flattener.orNull(schema);
    if (!orNull.isMissingNode()) {
      return described(nullable(normalise(orNull, place, keys)), schema);
    }
    ObjectNode flat = flattener.flatten(schema);
    ObjectNode type = type(flat, place, keys);
    return described(Shape.isNullable(flat) ? nullable(type) : type, flat);
  }

  private ObjectNode type(ObjectNode flat, JavaPlace place, JsonNode keys) {
    Optional<String> format = types.findFormat(place.name());
    if (format.isPresent()) {
      requireNoMore(flat, place);
      return scalar("string").put("format", format.get());
    }
    JsonNode bare = Texts.without(flat);
    String enclosing = place.enclosing().get(bare);
    if (enclosing != null) {
      return Models.reference(enclosing);
    }
    Shape shape = Shape.of(flat);
    if (shape == Shape.MODEL) {
      ModelFiller filler = new ModelFiller(types, this::normalise);
      return models.modelOf(place, bare, (model, within) -> filler.fill(model, flat, within));
    }
    if (shape == Shape.UNION || containsItself(flat, place)) {
      return models.modelOf(
          place,
          bare,
          (model, within) -> Union.fill(model, flat, within, (kind, at) -> ofKind(kind, at, keys)));
    }
    return container(flat, place, keys);
  }

  /** The type of a kind of a union: a list that contains itself must not be a union again. */
  private ObjectNode ofKind(ObjectNode flat, JavaPlace place, JsonNode keys) {
    boolean isContainer = Shape.of(flat) == Shape.LIST || Shape.of(flat) == Shape.MAP;
    return isContainer ? container(flat, place, keys) : normalise(flat, place, keys);
  }

  private ObjectNode container(ObjectNode flat, JavaPlace place, JsonNode keys) {
    return switch (Shape.of(flat)) {
      case MAP -> map(flat, place, keys);
      case LIST -> list(flat, place);
      case STRING -> scalar("string").setAll(javaType(flat));
      case INTEGER -> scalar("integer").put("format", "int64");
      case NUMBER -> scalar("number").put("format", "double");
      case BOOLEAN -> scalar("boolean");
      case JSON_OBJECT -> scalar("string").put("format", JSON_OBJECT);
      default -> scalar("string").put("format", JSON_VALUE);
    };
  }

  private ObjectNode map(ObjectNode flat, JavaPlace place, JsonNode given) {
    JsonNode keys = flat.path(MAP_KEYS).isArray() ? flat.path(MAP_KEYS) : given;
    ObjectNode map = scalar("object");
    if (!keys.isEmpty()) {
      map.set("x-key-type", keys.get(0));
    }
    ArrayNode innerKeys = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < keys.size(); i++) {
      innerKeys.add(keys.get(i));
    }
    JavaPlace value = place.value();
    map.set(
        "additionalProperties",
        innerKeys.isEmpty()
            ? normalise(valueSchema(flat), value)
            : normalise(valueSchema(flat), value, innerKeys));
    return map;
  }

  private ObjectNode list(ObjectNode flat, JavaPlace place) {
    ObjectNode list = scalar("array");
    list.set("items", normalise(flat.path("items"), place.item()));
    return list;
  }

  /** Whether a list or a map contains itself with nothing but lists and maps between. */
  private boolean containsItself(ObjectNode flat, JavaPlace place) {
    JsonNode bare = Texts.without(flat);
    Set<JsonNode> seen = new HashSet<>();
    ObjectNode next = flat;
    for (Shape shape = Shape.of(next); shape == Shape.LIST || shape == Shape.MAP; ) {
      JsonNode element = shape == Shape.LIST ? next.path("items") : valueSchema(next);
      next = flattener.flatten(plain(element));
      JsonNode bareNext = Texts.without(next);
      if (bareNext.equals(bare)) {
        return true;
      }
      if (!seen.add(bareNext)) {
        return false;
      }
      if (seen.size() > MAX_NESTING) {
        throw place.fault("more than " + MAX_NESTING + " lists and maps in each other");
      }
      shape = Shape.of(next);
    }
    return false;
  }

  /** A schema without what only says that it may be null, or refers to it. */
  private JsonNode plain(JsonNode schema) {
    JsonNode inner = flattener.inner(schema);
    JsonNode orNull = flattener.orNull(inner);
    return orNull.isMissingNode() ? inner : plain(orNull);
  }

  /**
   * Where hand-written code answers JSON, a required member could be missing unseen, but for those
   * that the overlay says it has.
   */
  private void requireNoMore(ObjectNode flat, JavaPlace place) {
    ArrayNode unseen = JsonNodeFactory.instance.arrayNode();
    for (JsonNode name : flat.path("required")) {
      if (!types.has(place.name(), name.asText())) {
        unseen.add(name);
      }
    }
    if (place.body().isAnswered() && types.isJson(place.name()) && !unseen.isEmpty()) {
      throw place.fault(
          "requires "
              + unseen
              + ", but hand-written code answers it as JSON: look whether it has these"
              + " members, and say so or take "
              + place.name()
              + " off "
              + JavaTypes.KEY
              + " in the overlay");
    }
  }

  /**
   * The schema of the values that are not named: that of {@code additionalProperties} and those of
   * all patterns, as alternatives where they differ.
   */
  static JsonNode valueSchema(JsonNode flat) {
    JsonNode additional = flat.path("additionalProperties");
    JsonNode schema = MissingNode.getInstance();
    for (JsonNode pattern : flat.path("patternProperties")) {
      schema = schema.isMissingNode() ? pattern : Alternatives.either(schema, pattern);
    }
    if (schema.isMissingNode()) {
      return additional;
    }
    if (additional.isObject()) {
      return Alternatives.either(schema, additional);
    }
    return additional.asBoolean(false) ? ANY : schema;
  }

  private static ObjectNode parameterScalar(ObjectNode flat) {
    return switch (Shape.of(flat)) {
      case INTEGER -> scalar("integer").put("format", "int64");
      case NUMBER -> scalar("number").put("format", "double");
      case BOOLEAN -> scalar("boolean");
      case STRING -> scalar("string").setAll(javaType(flat));
      default -> scalar("string");
    };
  }

  private static ObjectNode javaType(JsonNode flat) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (flat.path(JAVA_TYPE).isTextual()) {
      node.set("format", flat.get(JAVA_TYPE));
    }
    return node;
  }

  private static ObjectNode scalar(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode nullable(ObjectNode type) {
    return extensible(type).put("nullable", true);
  }

  private static ObjectNode described(ObjectNode type, JsonNode schema) {
    String description = schema.path("description").asText("");
    return description.isBlank()
        ? type
        : extensible(type).put("x-javadoc", Javadoc.ofText(description));
  }

  /** What stands beside a reference is ignored, so the reference goes into an allOf of one. */
  static ObjectNode extensible(ObjectNode type) {
    if (!type.has("$ref")) {
      return type;
    }
    ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
    wrapped.putArray("allOf").add(type);
    return wrapped;
  }
}
