package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Names;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.PlaceTypes;
import io.todevice.spec.model.SchemaGraph;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether a schema demands more of a value than the Java type that is generated for it
 * holds: then, and only then, each value costs a look with the schema.
 */
record Demands(SchemaGraph schemas, PlaceTypes types) {

  /** The place of a parameter, which no type lets pass through. */
  private static final String NOWHERE = "";

  private static final Set<String> ASSERTIONS =
      Set.of(
          """
          allOf anyOf oneOf not if enum const pattern patternProperties propertyNames
          unevaluatedProperties unevaluatedItems dependentRequired dependentSchemas
          dependencies prefixItems contains maxLength maxItems maxProperties
          exclusiveMinimum exclusiveMaximum multipleOf $dynamicRef
          """
              .strip()
              .split("\\s+"));

  /** Limits that the least of them says nothing by. */
  private static final Set<String> LEAST = Set.of("minLength", "minItems", "minProperties");

  /** Keywords that a type which lets JSON pass through does not hold. */
  private static final Set<String> STRUCTURE =
      Set.of("properties", "patternProperties", "additionalProperties", "items", "required");

  /** Whether a body's schema demands more than its class holds. */
  boolean ofBody(String operationId, JsonNode schema) {
    return exceedsType(schema, Names.pascalCase(operationId) + "Request", new HashSet<>());
  }

  /** Whether a parameter's schema demands more than the generated code does that reads it. */
  boolean ofParameter(Parameter parameter) {
    JsonNode schema = parameter.schema();
    if (!parameter.in().equals("query")) {
      return !schema.path("type").asText("").equals("string")
          || exceedsType(schema, NOWHERE, new HashSet<>());
    }
    boolean isPlainList =
        !schema.path("type").asText("").equals("array")
            || (schema.path("items").path("type").asText("").equals("string")
                && parameter.style().isEmpty()
                && parameter.isExploded());
    return parameter.isJson()
        || !isPlainList
        || schema.path("type").asText("").isEmpty()
        || schema.path("type").asText("").equals("object")
        || exceedsType(withoutTexts(schema), NOWHERE, new HashSet<>());
  }

  /** The generated code compares a text with those that are listed. */
  private static JsonNode withoutTexts(JsonNode schema) {
    boolean isListed =
        schema.path("type").asText("").equals("string") && schema.path("enum").isArray();
    return isListed ? ((ObjectNode) schema.deepCopy()).without("enum") : schema;
  }

  /**
   * @param place what the place is called among the document's {@link PlaceTypes}
   */
  private boolean exceedsType(JsonNode schema, String place, Set<JsonNode> seen) {
    if (isLost(schema, place)) {
      return true;
    }
    if (!schema.isObject() || !seen.add(schema)) {
      return schema.isBoolean() && !schema.booleanValue();
    }
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      if (exceedsType(member.getKey(), member.getValue(), schema, place, seen)) {
        return true;
      }
    }
    return false;
  }

  private boolean exceedsType(
      String keyword, JsonNode value, JsonNode schema, String place, Set<JsonNode> seen) {
    if (keyword.equals("$ref")) {
      return exceedsType(schemas.resolve(schema), place, seen);
    }
    if (keyword.equals("allOf") && value.size() == 1) {
      return exceedsType(value.get(0), place, seen);
    }
    if (keyword.equals("patternProperties") && isMap(schema)) {
      // The type holds every value to the pattern's schema, whatever its key (clause S5).
      return exceedsType(value.elements().next(), place + "Value", seen);
    }
    if (keyword.equals("additionalProperties")) {
      // Beside properties, null is read as a value of any type.
      return (schema.has("properties") && !schemas.types(value).isEmpty())
          || exceedsType(value, place + "Value", seen);
    }
    if (keyword.equals("items")) {
      return exceedsType(value, place + "Item", seen);
    }
    if (keyword.equals("properties")) {
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        if (types.isInRest(place, property.getKey())
            || exceedsType(
                property.getValue(), place + Names.pascalCase(property.getKey()), seen)) {
          return true;
        }
      }
      return false;
    }
    return switch (keyword) {
      case "type" -> !value.isTextual();
      case "required" -> !isHeld(value, schema.path("properties"));
      case "format" -> value.asText("").startsWith(MatrixFormat.PREFIX);
      case "uniqueItems" -> value.asBoolean(false);
      case "minimum" -> !isBeyond(value, Long.MIN_VALUE, schema);
      case "maximum" -> !isBeyond(value, Long.MAX_VALUE, schema);
      default -> LEAST.contains(keyword) ? value.asInt(1) > 0 : ASSERTIONS.contains(keyword);
    };
  }

  /** Whether a type of JSON that passes through does not hold what the schema says. */
  private boolean isLost(JsonNode schema, String place) {
    boolean hasStructure =
        STRUCTURE.stream()
            .map(schema::path)
            .anyMatch(value -> !value.isEmpty() || (value.isBoolean() && !value.booleanValue()));
    return (types.passesThrough(place) && hasStructure)
        || (types.takesAnyValue(place) && !schemas.types(schema).isEmpty());
  }

  /** Whether the generated type is a map. */
  private static boolean isMap(JsonNode schema) {
    return schema.path("patternProperties").size() == 1
        && !schema.has("properties")
        && !schema.has("additionalProperties");
  }

  /** A class has what is required of the properties that it has. */
  private static boolean isHeld(JsonNode required, JsonNode properties) {
    for (JsonNode name : required) {
      if (!properties.has(name.asText())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a limit of integers is that of 64 bits, or wider. */
  private static boolean isBeyond(JsonNode limit, long bound, JsonNode schema) {
    BigDecimal edge = BigDecimal.valueOf(bound);
    return schema.path("type").asText("").equals("integer")
        && limit.isNumber()
        && limit.decimalValue().compareTo(edge) * edge.signum() >= 0;
  }
}
