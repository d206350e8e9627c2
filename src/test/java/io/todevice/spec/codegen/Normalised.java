package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A schema, and what the normaliser made of it. */
record Normalised(ObjectNode type, ObjectNode models) {

  /** Normalises the schema of a request body whose class is called {@code Outer}. */
  static Normalised of(String schema) {
    return of(schema, "{}");
  }

  static Normalised of(String schema, String components) {
    return of(schema, components, "{}", false);
  }

  /** Normalises the schema of a body of which hand-written code wants some types. */
  static Normalised of(String schema, String components, String types, boolean isAnswered) {
    Models models = new Models();
    JavaTypes javaTypes = new JavaTypes(yaml("x-java-types: " + types));
    SchemaNormaliser normaliser = new SchemaNormaliser(yaml(components), javaTypes, models);
    JavaPlace.Body body = new JavaPlace.Body("a.yaml#/paths/~1a/get", "body", isAnswered);
    ObjectNode type = normaliser.normalise(yaml(schema), JavaPlace.of(body, "Outer"));
    models.fillAll();
    return new Normalised(type, models.toNode());
  }

  JsonNode model(String name) {
    return models.path(name);
  }

  /** The type of a property of the outer class, without its name in JSON. */
  JsonNode property(String name) {
    return property("Outer", name);
  }

  JsonNode property(String model, String name) {
    JsonNode type = models.path(model).path("properties").path(name).deepCopy();
    if (type instanceof ObjectNode object) {
      object.remove("x-wire-name");
    }
    return type;
  }
}
