package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.SchemaGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the server does not demand of a body although the document does.
 *
 * <ul>
 *   <li>Members at the top that the document does not name are ignored, also where {@code
 *       additionalProperties} is {@code false} (clause S5).
 *   <li>The keys of the messages to be sent are user and device IDs of which each may be wrong
 *       without making the others fail (clause S3).
 * </ul>
 */
final class Leniency {

  private static final List<String> OTHERS =
      List.of("additionalProperties", "unevaluatedProperties");

  /** A map from users to maps from devices. */
  private static final int KEYED_MAPS = 2;

  private final boolean isSending;
  private final SchemaGraph schemas;

  /** The leniency towards an operation's requests. */
  Leniency(String operationId, SchemaGraph schemas) {
    isSending = operationId.equals("sendToDevice");
    this.schemas = schemas;
  }

  /** A body's schema without what is not demanded. */
  JsonNode ofBody(JsonNode schema) {
    return ofBody(schema, new HashSet<>());
  }

  private JsonNode ofBody(JsonNode schema, Set<JsonNode> seen) {
    if (!(schema instanceof ObjectNode object) || !seen.add(schema)) {
      return schema;
    }
    ObjectNode lenient = withOthers(object);
    ArrayNode parts = lenient.arrayNode();
    object.path("allOf").forEach(part -> parts.add(ofBody(part, seen)));
    if (object.has("$ref")) {
      parts.add(ofBody(schemas.resolve(object), seen));
      lenient.remove("$ref");
    }
    if (!parts.isEmpty()) {
      lenient.set("allOf", parts);
    }
    if (isSending
        && lenient.path("properties") instanceof ObjectNode properties
        && properties.has("messages")) {
      properties.replace("messages", withAnyKeys(properties.path("messages"), KEYED_MAPS));
    }
    return lenient;
  }

  private JsonNode withAnyKeys(JsonNode map, int depth) {
    if (depth == 0 || !(schemas.resolve(map) instanceof ObjectNode object)) {
      return map;
    }
    ObjectNode lenient = withOthers(object);
    lenient.remove("propertyNames");
    if (lenient.path("additionalProperties").isObject()) {
      lenient.set(
          "additionalProperties", withAnyKeys(lenient.get("additionalProperties"), depth - 1));
    }
    if (lenient.path("patternProperties") instanceof ObjectNode patterns) {
      patterns
          .properties()
          .forEach(value -> value.setValue(withAnyKeys(value.getValue(), depth - 1)));
    }
    return lenient;
  }

  /** A copy of an object's schema that forbids no members. */
  private static ObjectNode withOthers(ObjectNode schema) {
    ObjectNode lenient = schema.deepCopy();
    for (String keyword : OTHERS) {
      JsonNode value = schema.path(keyword);
      if (value.isBoolean() && !value.booleanValue()) {
        lenient.remove(keyword);
      }
    }
    return lenient;
  }
}
