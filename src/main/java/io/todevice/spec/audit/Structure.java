package io.todevice.spec.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some parts say of the inside of a value.
 *
 * @param properties the named members, each with its schemas
 * @param others the schemas of the members that are not named, by pattern or whatever their name
 * @param items the schemas of the elements
 */
record Structure(Map<String, List<Part>> properties, List<Part> others, List<Part> items) {

  /** Keywords that describe and do not restrict. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title",
          "description",
          "example",
          "examples",
          "default",
          "deprecated",
          "readOnly",
          "writeOnly",
          "$comment");

  static Structure of(List<Part> parts) {
    Map<String, List<Part>> properties = new LinkedHashMap<>();
    List<Part> others = new ArrayList<>();
    List<Part> items = new ArrayList<>();
    for (Part part : parts) {
      for (String name : Parts.keys(part.schema().path("properties"))) {
        properties
            .computeIfAbsent(name, unused -> new ArrayList<>())
            .add(part.child("properties").child(name));
      }
      for (String pattern : Parts.keys(part.schema().path("patternProperties"))) {
        addIfTyped(others, part.child("patternProperties").child(pattern));
      }
      addIfTyped(others, part.child("additionalProperties"));
      addIfTyped(others, part.child("unevaluatedProperties"));
      addIfTyped(items, part.child("items"));
      for (int i = 0; i < part.schema().path("prefixItems").size(); i++) {
        addIfTyped(items, part.child("prefixItems").child(i));
      }
    }
    return new Structure(properties, others, items);
  }

  boolean isEmpty() {
    return properties.isEmpty() && others.isEmpty() && items.isEmpty();
  }

  /** What there is, in words. */
  String describe() {
    List<String> words = new ArrayList<>();
    if (!properties.isEmpty()) {
      words.add("the properties " + String.join(", ", properties.keySet()));
    }
    if (!others.isEmpty()) {
      words.add("the type of the members that are not named");
    }
    if (!items.isEmpty()) {
      words.add("the type of the elements");
    }
    return String.join("; ", words);
  }

  private static void addIfTyped(List<Part> parts, Part part) {
    if (part.schema().isObject()
        && Parts.keys(part.schema()).stream()
            .anyMatch(key -> !ANNOTATIONS.contains(key) && !key.startsWith("x-"))) {
      parts.add(part);
    }
  }
}
