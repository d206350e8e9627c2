package io.todevice.spec.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of JSON values a schema allows. */
record Kinds(Parts parts) {

  private static final Set<String> ALL =
      Set.of("object", "array", "string", "number", "boolean", "null");

  /** The kinds that a schema allows, {@code integer} being a {@code number}. */
  Set<String> of(Part part) {
    return of(part, List.of());
  }

  private Set<String> of(Part part, List<String> trail) {
    JsonNode schema = part.schema();
    Set<String> kinds = new TreeSet<>(own(schema));
    if (trail.contains(part.pointer())) {
      return kinds;
    }
    List<String> longer = new ArrayList<>(trail);
    longer.add(part.pointer());
    if (schema.path("$ref").isTextual()) {
      kinds.retainAll(of(parts.referred(part), longer));
    }
    for (int i = 0; i < schema.path("allOf").size(); i++) {
      kinds.retainAll(of(part.child("allOf").child(i), longer));
    }
    for (String key : List.of("anyOf", "oneOf")) {
      Set<String> either = new TreeSet<>();
      for (int i = 0; i < schema.path(key).size(); i++) {
        either.addAll(of(part.child(key).child(i), longer));
      }
      if (!schema.path(key).isEmpty()) {
        kinds.retainAll(either);
      }
    }
    return kinds;
  }

  private static Set<String> own(JsonNode schema) {
    Set<String> kinds = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      kinds.add(kind(type.textValue()));
    }
    type.forEach(name -> kinds.add(kind(name.asText())));
    if (kinds.isEmpty() && schema.has("const")) {
      kinds.add(kindOf(schema.get("const")));
    }
    if (kinds.isEmpty()) {
      schema.path("enum").forEach(value -> kinds.add(kindOf(value)));
    }
    if (kinds.isEmpty()
        && (schema.has("properties")
            || schema.has("patternProperties")
            || schema.has("additionalProperties"))) {
      // Strictly it would allow all others too; nobody who writes it means that.
      kinds.add("object");
    }
    if (kinds.isEmpty() && schema.has("items")) {
      kinds.add("array");
    }
    return kinds.isEmpty() ? ALL : kinds;
  }

  private static String kind(String type) {
    return type.equals("integer") ? "number" : type;
  }

  private static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case ARRAY -> "array";
      default -> "object";
    };
  }
}
