package io.todevice.spec.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All schemas that have a say in one value: the schema itself and what it reaches through
 * references, {@code allOf}, {@code anyOf}, {@code oneOf}, {@code then} and {@code else}.
 */
record Parts(JsonNode document) {

  private static final String COMPONENTS = "#/components/schemas/";
  private static final Set<String> COMBINATIONS = Set.of("allOf", "anyOf", "oneOf");
  private static final List<String> CONDITIONALS = List.of("then", "else");

  /** The parts of some schemas, each once. */
  List<Part> expand(Collection<Part> schemas) {
    Map<String, Part> parts = new LinkedHashMap<>();
    schemas.forEach(schema -> collect(schema, parts));
    return new ArrayList<>(parts.values());
  }

  /** The schema that a reference leads to. */
  Part referred(Part part) {
    String name = part.schema().path("$ref").asText().substring(COMPONENTS.length());
    return new Part(
        document.path("components").path("schemas").path(name), "/components/schemas/" + name);
  }

  private void collect(Part part, Map<String, Part> parts) {
    if (!part.schema().isObject() || parts.putIfAbsent(part.pointer(), part) != null) {
      return;
    }
    if (part.schema().path("$ref").isTextual()) {
      collect(referred(part), parts);
    }
    for (String key : COMBINATIONS.stream().sorted().toList()) {
      for (int i = 0; i < part.schema().path(key).size(); i++) {
        collect(part.child(key).child(i), parts);
      }
    }
    CONDITIONALS.forEach(key -> collect(part.child(key), parts));
    for (String key : keys(part.schema().path("dependentSchemas"))) {
      collect(part.child("dependentSchemas").child(key), parts);
    }
  }

  static List<String> keys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
