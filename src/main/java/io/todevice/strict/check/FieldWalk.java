package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Looks in a value for fields that its schema does not have, or has as deprecated. */
final class FieldWalk {

  /** Takes what the walk finds. */
  @FunctionalInterface
  interface Finds {

    /**
     * Takes a field.
     *
     * @param name the field's
     * @param pointer where it is, as a JSON pointer
     * @param isDeprecated whether the schema has it as deprecated, or not at all
     */
    void add(String name, String pointer, boolean isDeprecated);
  }

  private final SchemaShapes shapes;

  FieldWalk(JsonNode document) {
    shapes = new SchemaShapes(document);
  }

  void walk(JsonNode value, JsonNode schema, Finds finds) {
    walk(value, List.of(schema), "", finds);
  }

  private void walk(JsonNode value, List<JsonNode> schemas, String pointer, Finds finds) {
    SchemaShapes.Shape shape = shapes.of(schemas);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        walk(value.get(i), shape.items(), pointer + "/" + i, finds);
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      String at = pointer + Json.pointer(name);
      List<JsonNode> declared = shape.properties(name);
      if (declared.stream().anyMatch(schema -> schema.path("deprecated").asBoolean())) {
        finds.add(name, at, true);
      }
      if (!declared.isEmpty()) {
        walk(field.getValue(), declared, at, finds);
      } else if (shape.isClosed() && !Names.isNamespaced(name)) {
        finds.add(name, at, false);
      }
    }
  }
}
