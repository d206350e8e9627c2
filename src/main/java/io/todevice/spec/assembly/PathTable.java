package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The paths of the assembled document. Two operations can't share a path and a method. */
final class PathTable {

  private final Map<String, ObjectNode> paths = new TreeMap<>();
  private final Map<String, Place> taken = new HashMap<>();
  private final Map<String, String> templates = new HashMap<>();

  void add(SourceDocument.Operation operation, ObjectNode resolved) {
    String shape = operation.path().replaceAll("\\{[^{}]*\\}", "{}");
    Place first = taken.putIfAbsent(operation.method() + " " + shape, operation.place());
    if (first != null) {
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
    if (!template.equals(operation.path())) {
      throw operation
          .place()
          .fault("the path " + operation.path() + " differs from " + template + " only in names");
    }
    paths
        .computeIfAbsent(operation.path(), unused -> JsonNodeFactory.instance.objectNode())
        .set(operation.method(), resolved);
  }

  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    paths.forEach(node::set);
    return node;
  }
}
