package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.PathTemplate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The paths of the assembled document. Two operations can't share a path and a method. */
final class PathTable {

  private final Map<String, ObjectNode> paths = new TreeMap<>();
  private final Map<String, Place> taken = new HashMap<>();
  private final Map<String, String> templates = new HashMap<>();

  private final Tolerance tolerance;

  PathTable(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * Takes in an operation. A document that is only read may say an operation twice in the same way,
   * and may call the variables of one path differently for each method.
   */
  void add(SourceDocument.Operation operation, ObjectNode resolved) {
    String shape = PathTemplate.of(operation.path()).shape();
    Place first = taken.putIfAbsent(operation.method() + " " + shape, operation.place());
    if (first != null) {
      if (tolerance == Tolerance.MARK && isRepeated(operation, resolved)) {
        return;
      }
      throw operation
          .place()
          .fault(
              "two operations have the path "
                  + operation.method().toUpperCase(Locale.ROOT)
                  + " "
                  + operation.path()
                  + ", the other stands at "
                  + first);
    }
    String template = templates.computeIfAbsent(shape, unused -> operation.path());
    if (tolerance == Tolerance.NONE && !template.equals(operation.path())) {
      throw operation
          .place()
          .fault("the path " + operation.path() + " differs from " + template + " only in names");
    }
    paths
        .computeIfAbsent(operation.path(), unused -> JsonNodeFactory.instance.objectNode())
        .set(operation.method(), resolved);
  }

  private boolean isRepeated(SourceDocument.Operation operation, ObjectNode resolved) {
    JsonNode known =
        paths
            .getOrDefault(operation.path(), JsonNodeFactory.instance.objectNode())
            .path(operation.method());
    return known.isObject() && withoutSource(known).equals(withoutSource(resolved));
  }

  private static JsonNode withoutSource(JsonNode operation) {
    return ((ObjectNode) operation.deepCopy()).without("x-source");
  }

  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    paths.forEach(node::set);
    return node;
  }
}
