package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.SchemaGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which fields the schemas of a document name, through references and alternatives. */
final class SchemaShapes {

  private final SchemaGraph graph;

  SchemaShapes(JsonNode document) {
    graph = new SchemaGraph(document);
  }

  /** What all of them together name. */
  Shape of(List<JsonNode> schemas) {
    Shape shape = new Shape();
    schemas.forEach(schema -> collect(schema, shape));
    return shape;
  }

  private void collect(JsonNode schema, Shape shape) {
    List<JsonNode> parts = graph.partsAndAlternatives(schema);
    parts.forEach(shape::take);
    shape.isOpen |=
        parts.isEmpty()
            || parts.stream()
                .anyMatch(
                    part ->
                        !SchemaGraph.isCombined(part)
                            && !part.has("properties")
                            && mayBeObject(part));
  }

  private static boolean mayBeObject(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isMissingNode() || type.toString().contains("\"object\"");
  }

  /** What is known of a value's parts. */
  static final class Shape {

    private final Map<String, List<JsonNode>> properties = new HashMap<>();
    private final Map<Pattern, JsonNode> patterns = new HashMap<>();
    private final List<JsonNode> others = new ArrayList<>();
    private final List<JsonNode> items = new ArrayList<>();
    private boolean isOpen;

    private void take(JsonNode schema) {
      schema
          .path("properties")
          .properties()
          .forEach(
              property ->
                  properties
                      .computeIfAbsent(property.getKey(), name -> new ArrayList<>())
                      .add(property.getValue()));
      schema
          .path("patternProperties")
          .properties()
          .forEach(property -> takePattern(property.getKey(), property.getValue()));
      if (schema.has("additionalProperties")) {
        // Whether others are allowed is then a matter of validity, not of being known.
        isOpen = true;
        if (schema.get("additionalProperties").isObject()) {
          others.add(schema.get("additionalProperties"));
        }
      }
      if (schema.path("items").isObject()) {
        items.add(schema.get("items"));
      }
    }

    private void takePattern(String regex, JsonNode schema) {
      try {
        patterns.put(Pattern.compile(regex), schema);
      } catch (PatternSyntaxException ofAnotherDialect) {
        isOpen = true;
      }
    }

    /** The schemas of the field's value; none if nothing is known of it. */
    List<JsonNode> properties(String name) {
      if (properties.containsKey(name)) {
        return properties.get(name);
      }
      List<JsonNode> matching = new ArrayList<>();
      patterns.forEach(
          (pattern, schema) -> {
            if (pattern.matcher(name).find()) {
              matching.add(schema);
            }
          });
      return matching.isEmpty() ? others : matching;
    }

    /** The schemas of a list's elements. */
    List<JsonNode> items() {
      return items;
    }

    /** Whether the fields that are named are all that there should be. */
    boolean isClosed() {
      return !isOpen;
    }
  }
}
