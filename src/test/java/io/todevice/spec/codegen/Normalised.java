package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A schema, and what the normaliser made of it. */
record Normalised(ObjectNode type, ObjectNode models) {

  /** Normalises a schema that stands in a context with the name {@code Outer}. */
  static Normalised of(String schema) {
    return of(schema, "{}");
  }

  static Normalised of(String schema, String components) {
    Models models = new Models();
    ObjectNode type =
        new SchemaNormaliser(yaml(components), models).normalise(yaml(schema), "Outer");
    return new Normalised(type, models.toNode());
  }

  JsonNode model(String name) {
    return models.path(name);
  }

  JsonNode property(String name) {
    return models.path("Outer").path("properties").path(name);
  }
}
