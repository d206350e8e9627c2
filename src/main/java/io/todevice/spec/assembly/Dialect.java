package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of OpenAPI. What is assembled is always said in OpenAPI 3.1: a file of version 3.0 is
 * translated while its references are resolved. The additions of 3.2 have names of their own, so
 * that nothing in them needs a translation.
 */
enum Dialect {
  /** Schemas are a dialect of their own, and nothing counts beside {@code $ref}. */
  V3_0("3.0."),
  /** Schemas are JSON Schema 2020-12. */
  V3_1("3.1."),
  /** The same, with more methods and streams. */
  V3_2("3.2.");

  private static final String NULL = "null";
  private static final Map<String, String> EXCLUSIVE_LIMITS =
      Map.of("exclusiveMinimum", "minimum", "exclusiveMaximum", "maximum");
  private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  /** The version that a document states; empty if it states none of these. */
  static Optional<Dialect> find(JsonNode document) {
    String version = document.path("openapi").asText("") + ".";
    for (Dialect dialect : values()) {
      if (version.startsWith(dialect.prefix)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /** Whether the members beside a reference count. */
  boolean hasReferenceSiblings() {
    return this != V3_0;
  }

  /** A schema of this version in terms of OpenAPI 3.1. The parts of it have been translated. */
  ObjectNode translate(ObjectNode schema) {
    if (this != V3_0) {
      return schema;
    }
    EXCLUSIVE_LIMITS.forEach((exclusive, limit) -> translateLimit(schema, exclusive, limit));
    if (schema.has("example") && !schema.has("examples")) {
      schema.putArray("examples").add(schema.remove("example"));
    }
    if (schema.path("format").asText("").equals("byte")) {
      schema.remove("format");
      schema.put("contentEncoding", "base64");
    }
    boolean isNullable = schema.path("nullable").asBoolean(false);
    schema.remove("nullable");
    if (!isNullable) {
      return schema;
    }
    if (schema.path("type").isTextual()) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add(NULL);
      return schema;
    }
    return COMBINATIONS.stream().anyMatch(schema::has) ? orNull(schema) : schema;
  }

  private static void translateLimit(ObjectNode schema, String exclusive, String limit) {
    JsonNode flag = schema.path(exclusive);
    if (flag.isBoolean()) {
      schema.remove(exclusive);
      if (flag.booleanValue() && schema.has(limit)) {
        schema.set(exclusive, schema.remove(limit));
      }
    }
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    ArrayNode alternatives = choice.putArray("anyOf");
    alternatives.add(schema);
    alternatives.addObject().put("type", NULL);
    return choice;
  }
}
