package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Names;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says a schema in the words that the code generator turns into one exact Java type: scalars,
 * lists, maps, references to classes, {@link #JSON_OBJECT} and {@link #JSON_VALUE}.
 */
final class SchemaNormaliser {

  /** The format of an object that passes through as it came. */
  static final String JSON_OBJECT = "json-object";

  /** The format of a value of any kind that passes through as it came. */
  static final String JSON_VALUE = "json-value";

  /** Says what the keys of a map are, from the outermost map inwards. */
  static final String MAP_KEYS = "x-map-keys";

  /** Says which Java type a scalar is, in place of the one that its schema asks for. */
  static final String JAVA_TYPE = "x-java-type";

  /** Says what the class of the objects in a union of kinds is called. */
  static final String OBJECT_TITLE = "x-object-title";

  private static final JsonNode ANY = JsonNodeFactory.instance.objectNode();

  private final Flattener flattener;
  private final JsonNode components;
  private final Models models;

  SchemaNormaliser(JsonNode components, Models models) {
    this.components = components;
    this.flattener = new Flattener(components);
    this.models = models;
  }

  /**
   * The type of the body of an operation. It is named after the operation, whatever its title: a
   * title is for people and often says only "body".
   */
  ObjectNode normaliseBody(JsonNode schema, String name) {
    String component = flattener.referredComponent(schema);
    return component.isEmpty() ? normalise(schema, name, name, ANY) : normalise(schema, "");
  }

  /**
   * The type of a schema.
   *
   * @param contextName what to call it where it has no title, and what to put in front of a title
   *     that is taken
   */
  ObjectNode normalise(JsonNode schema, String contextName) {
    String component = flattener.referredComponent(schema);
    if (!component.isEmpty()) {
      return described(
          normalise(components.path(component), component, component, schema.path(MAP_KEYS)),
          schema);
    }
    String title = Names.pascalCase(schema.path("title").asText(""));
    JsonNode orNull = flattener.orNull(schema);
    if (!orNull.isMissingNode()) {
      ObjectNode type = extensible(normalise(orNull, title.isEmpty() ? contextName : title));
      return described(type.put("nullable", true), schema);
    }
    return normalise(schema, title.isEmpty() ? contextName : title, contextName + title, ANY);
  }

  /** The values that a schema of texts lists, if it does. */
  JsonNode allowedTexts(JsonNode schema) {
    JsonNode flat = flattener.flatten(schema);
    return Shape.of(flat) == Shape.STRING ? flat.path("enum") : MissingNode.getInstance();
  }

  private ObjectNode normalise(
      JsonNode schema, String name, String qualifiedName, JsonNode mapKeys) {
    ObjectNode flat = flattener.flatten(schema);
    JsonNode keys = mapKeys.isArray() ? mapKeys : flat.path(MAP_KEYS);
    ObjectNode type =
        switch (Shape.of(flat)) {
          case MODEL -> models.modelOf(name, qualifiedName, flat, model -> fill(model, flat, name));
          case UNION ->
              models.modelOf(
                  name,
                  qualifiedName,
                  flat,
                  model -> Union.fill(model, flat, name, this::normalise));
          case MAP -> map(flat, name, keys);
          case LIST -> list(flat, name);
          case STRING -> scalar("string").setAll(javaType(flat));
          case INTEGER -> scalar("integer").put("format", "int64");
          case NUMBER -> scalar("number").put("format", "double");
          case BOOLEAN -> scalar("boolean");
          case JSON_OBJECT -> scalar("string").put("format", JSON_OBJECT);
          case JSON_VALUE -> scalar("string").put("format", JSON_VALUE);
        };
    return described(Shape.isNullable(flat) ? extensible(type).put("nullable", true) : type, flat);
  }

  private void fill(ObjectNode model, JsonNode flat, String name) {
    model.put("type", "object");
    if (flat.path("description").isTextual()) {
      model.put("x-javadoc", Javadoc.ofText(flat.get("description").textValue()));
    }
    Set<String> required = new LinkedHashSet<>();
    flat.path("required").forEach(property -> required.add(property.asText()));
    ObjectNode properties = model.putObject("properties");
    for (Map.Entry<String, JsonNode> property : flat.path("properties").properties()) {
      ObjectNode type = normalise(property.getValue(), name + Names.pascalCase(property.getKey()));
      properties.set(property.getKey(), type);
      if (type.has("nullable")) {
        // What is required is never null in Java, so what may be null cannot be required there.
        required.remove(property.getKey());
      }
    }
    JsonNode others = valueSchema(flat);
    String restName =
        properties.has("additionalProperties") ? "otherProperties" : "additionalProperties";
    if (!others.isMissingNode() && !others.equals(JsonNodeFactory.instance.booleanNode(false))) {
      ObjectNode rest = JsonNodeFactory.instance.objectNode();
      rest.put("type", "object");
      rest.set("additionalProperties", normalise(others, name + "Value"));
      rest.put("x-rest", true);
      properties.set(restName, rest);
    }
    Set<String> keyTypes = new TreeSet<>();
    properties.findValuesAsText("x-key-type").forEach(keyTypes::add);
    ArrayNode imports = model.putArray("x-key-types");
    keyTypes.forEach(imports::add);
    ArrayNode requiredNames = JsonNodeFactory.instance.arrayNode();
    required.stream().filter(properties::has).forEach(requiredNames::add);
    if (!requiredNames.isEmpty()) {
      model.set("required", requiredNames);
    }
    model.put("x-has-checks", !requiredNames.isEmpty() || properties.path(restName).has("x-rest"));
  }

  private ObjectNode map(JsonNode flat, String name, JsonNode keys) {
    ObjectNode map = scalar("object");
    if (!keys.isEmpty()) {
      map.set("x-key-type", keys.get(0));
    }
    ArrayNode innerKeys = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < keys.size(); i++) {
      innerKeys.add(keys.get(i));
    }
    JsonNode values = valueSchema(flat);
    String title = Names.pascalCase(values.path("title").asText(""));
    String valueName = title.isEmpty() ? name + "Value" : title;
    map.set(
        "additionalProperties",
        innerKeys.isEmpty()
            ? normalise(values, name + "Value")
            : normalise(values, valueName, name + title, innerKeys));
    return map;
  }

  private ObjectNode list(JsonNode flat, String name) {
    ObjectNode list = scalar("array");
    list.set("items", normalise(flat.path("items"), name + "Item"));
    return list;
  }

  /**
   * The schema of the values that are not named: that of {@code additionalProperties} and those of
   * all patterns, as alternatives where they differ.
   */
  private static JsonNode valueSchema(JsonNode flat) {
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

  private static ObjectNode described(ObjectNode type, JsonNode schema) {
    String description = schema.path("description").asText("");
    return description.isBlank()
        ? type
        : extensible(type).put("x-javadoc", Javadoc.ofText(description));
  }

  /** What stands beside a reference is ignored, so the reference goes into an allOf of one. */
  private static ObjectNode extensible(ObjectNode type) {
    if (!type.has("$ref")) {
      return type;
    }
    ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
    wrapped.putArray("allOf").add(type);
    return wrapped;
  }
}
