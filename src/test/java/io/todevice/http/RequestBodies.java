package io.todevice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes bodies up that are nearly, and often quite, what a schema says: values at its limits. */
final class RequestBodies {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of("", "!", "!a", "x", "xy", "xyz", "\uD83D\uDE00", "!\n", "@u:h", "m.login.password");

  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "2", "3", "1.0", "2.5", "10", "9223372036854775807", "1e2");

  private final JsonNode components;
  private final Random random;

  RequestBodies(JsonNode document, Random random) {
    components = document.at("/components/schemas");
    this.random = random;
  }

  JsonNode next(JsonNode schema) {
    return value(schema, 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (depth > 6 || chance(6)) {
      return anything();
    }
    for (String listed : List.of("const", "enum")) {
      if (schema.has(listed) && !chance(40)) {
        return schema.get(listed).isArray() ? pick(schema.get(listed)) : schema.get(listed);
      }
    }
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").textValue();
      return value(components.path(reference.substring(reference.lastIndexOf('/') + 1)), depth + 1);
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (!schema.path(choice).isEmpty() && !chance(20)) {
        return value(pick(schema.get(choice)), depth + 1);
      }
    }
    JsonNode types = schema.path("type");
    String type = types.isArray() ? pick(types).textValue() : types.asText("object");
    return switch (type) {
      case "string" -> NODES.textNode(pick(TEXTS));
      case "integer", "number" -> number();
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NullNode.getInstance();
      case "array" -> array(schema.path("items"), depth);
      default -> object(schema, depth);
    };
  }

  private JsonNode array(JsonNode items, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(items, depth + 1));
    }
    return array;
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    for (JsonNode part : schema.path("allOf")) {
      if (value(part, depth + 1) instanceof ObjectNode members) {
        object.setAll(members);
      }
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.textValue()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (chance(required.contains(property.getKey()) ? 90 : 40)) {
        object.set(property.getKey(), value(property.getValue(), depth + 1));
      }
    }
    if (schema.path("additionalProperties").isObject() || chance(15)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        object.set(pick(TEXTS), value(schema.path("additionalProperties"), depth + 1));
      }
    }
    return object;
  }

  private JsonNode anything() {
    return switch (random.nextInt(6)) {
      case 0 -> NullNode.getInstance();
      case 1 -> NODES.booleanNode(true);
      case 2 -> NODES.textNode(pick(TEXTS));
      case 3 -> number();
      case 4 -> NODES.arrayNode().add(1);
      default -> NODES.objectNode().put("x", 1);
    };
  }

  private JsonNode number() {
    return DecimalNode.valueOf(new BigDecimal(pick(NUMBERS)));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private JsonNode pick(JsonNode values) {
    return values.get(random.nextInt(values.size()));
  }
}
