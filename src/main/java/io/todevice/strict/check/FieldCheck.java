package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.strict.journal.Rule;
import io.todevice.text.OneLine;
import java.util.List;
import java.util.Map;

/** Fields of a body that the document does not have, or has as deprecated. */
final class FieldCheck implements Check {

  private final SchemaShapes shapes;

  FieldCheck(JsonNode document) {
    shapes = new SchemaShapes(document);
  }

  @Override
  public void check(Examination seen, Findings findings) {
    seen.documented().ifPresent(operation -> check(seen.body(), operation.jsonBody(), findings));
  }

  /** Looks at any value as at a body. */
  void check(JsonNode value, JsonNode schema, Findings findings) {
    walk(value, List.of(schema), "", findings);
  }

  private void walk(JsonNode value, List<JsonNode> schemas, String pointer, Findings findings) {
    SchemaShapes.Shape shape = shapes.of(schemas);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        walk(value.get(i), shape.items(), pointer + "/" + i, findings);
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      String at = pointer + Json.pointer(name);
      List<JsonNode> declared = shape.properties(name);
      if (declared.stream().anyMatch(schema -> schema.path("deprecated").asBoolean())) {
        findings.add(Rule.DEPRECATED_FIELD, "field " + OneLine.quote(name), at);
      }
      if (!declared.isEmpty()) {
        walk(field.getValue(), declared, at, findings);
      } else if (shape.isClosed() && !Names.isNamespaced(name)) {
        findings.add(Rule.UNKNOWN_FIELD, "field " + OneLine.quote(name), at);
      }
    }
  }
}
