package io.todevice.spec.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of one document, seen through references and combinations: it makes no difference
 * whether a schema is shared, inline, or put together. Immutable and safe for use by many threads.
 */
public record SchemaGraph(JsonNode document) {

  /** What a reference to a shared schema is, but for the name. */
  public static final String COMPONENTS = "#/components/schemas/";

  private static final List<String> ALL = List.of("allOf");
  private static final List<String> ALL_AND_ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");

  /**
   * What a reference leads to, through further references; the node itself if it is no reference.
   * Missing if the reference leads nowhere, or only to itself.
   */
  public JsonNode resolve(JsonNode node) {
    Set<String> trail = new LinkedHashSet<>();
    JsonNode current = node;
    while (current.path("$ref").isTextual()) {
      String reference = current.get("$ref").textValue();
      if (!reference.startsWith("#/") || !trail.add(reference)) {
        return MissingNode.getInstance();
      }
      current = document.at(reference.substring(1));
    }
    return current;
  }

  /**
   * The schemas that a value must all fulfil to fulfil this one: itself, what its references lead
   * to, and the parts of {@code allOf}. Each stands in the list once.
   */
  public List<JsonNode> parts(JsonNode schema) {
    return collect(schema, ALL);
  }

  /**
   * The schemas that have a say in a value: those of {@link #parts} and all alternatives of {@code
   * anyOf} and {@code oneOf}. Each stands in the list once.
   */
  public List<JsonNode> partsAndAlternatives(JsonNode schema) {
    return collect(schema, ALL_AND_ALTERNATIVES);
  }

  /** Whether a schema refers to others that have a say in the same value. */
  public static boolean isCombined(JsonNode schema) {
    return schema.has("$ref")
        || ALL_AND_ALTERNATIVES.stream().anyMatch(key -> !schema.path(key).isEmpty());
  }

  /** The one type that a schema names; empty if it names none or several. */
  public String type(JsonNode schema) {
    return parts(schema).stream()
        .map(part -> part.path("type"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElse("");
  }

  /**
   * The types that a schema names or that its listed values have, its alternatives included; none
   * if it says nothing of types.
   */
  public Set<String> types(JsonNode schema) {
    Set<String> types = new LinkedHashSet<>();
    for (JsonNode part : partsAndAlternatives(schema)) {
      types.addAll(typesNamed(part.path("type")));
      if (!part.has("type")) {
        part.path("enum").forEach(value -> types.add(typeOf(value)));
        if (part.has("const")) {
          types.add(typeOf(part.get("const")));
        }
      }
    }
    return types;
  }

  /** The properties that a schema names, with their schemas, in the document's order. */
  public Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    for (JsonNode part : parts(schema)) {
      part.path("properties")
          .properties()
          .forEach(property -> properties.put(property.getKey(), property.getValue()));
    }
    return properties;
  }

  /** The properties that a schema requires, in the document's order. */
  public Set<String> required(JsonNode schema) {
    Set<String> required = new LinkedHashSet<>();
    parts(schema)
        .forEach(part -> part.path("required").forEach(name -> required.add(name.asText())));
    return required;
  }

  /** The name of the shared schema that a schema refers to; empty if it refers to none. */
  public static String componentOf(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.startsWith(COMPONENTS) ? reference.substring(COMPONENTS.length()) : "";
  }

  /** The types that the value of the keyword {@code type} names, in its order. */
  public static Set<String> typesNamed(JsonNode type) {
    Set<String> types = new LinkedHashSet<>();
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(name -> types.add(name.asText("")));
    return types;
  }

  /** The type of a value, as the keyword {@code type} names it; of a whole number the narrower. */
  public static String typeOf(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private List<JsonNode> collect(JsonNode schema, List<String> combinations) {
    List<JsonNode> parts = new ArrayList<>();
    collect(schema, combinations, parts, Collections.newSetFromMap(new IdentityHashMap<>()));
    return parts;
  }

  private void collect(
      JsonNode schema, List<String> combinations, List<JsonNode> parts, Set<JsonNode> seen) {
    if (!schema.isObject() || !seen.add(schema)) {
      return;
    }
    parts.add(schema);
    if (schema.has("$ref")) {
      collect(resolve(schema), combinations, parts, seen);
    }
    for (String combination : combinations) {
      schema.path(combination).forEach(part -> collect(part, combinations, parts, seen));
    }
  }
}
