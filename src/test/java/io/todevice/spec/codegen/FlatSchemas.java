package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Schemas in one piece, made with a few components at hand. */
final class FlatSchemas {

  static final JsonNode COMPONENTS =
      yaml(
          """
          A: {type: object, title: A, required: [a], properties: {a: {type: string}}}
          B: {type: object, title: B, required: [b], properties: {b: {type: integer}}}
          Alias: {$ref: '#/components/schemas/A', title: Alias}
          Loop: {allOf: [{$ref: '#/components/schemas/Loop'}]}
          """);

  private FlatSchemas() {}

  /** The schema, as the flattener says it. */
  static JsonNode flat(String schema) {
    return withoutNothing(new Flattener(COMPONENTS).flatten(yaml(schema)));
  }

  /** An empty list of what is required says the same as none. */
  private static JsonNode withoutNothing(ObjectNode flat) {
    if (flat.path("required").isEmpty()) {
      flat.remove("required");
    }
    return flat;
  }
}
