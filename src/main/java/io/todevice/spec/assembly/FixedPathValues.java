package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.ServedOperation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes the value of a path parameter that can have only one into the path. Releases differ in
 * which of the two they say; the requests that a server takes are the same, and so is the interface
 * that hand-written code implements.
 */
public final class FixedPathValues {

  /** What needs no percent-encoding. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");

  private FixedPathValues() {}

  /**
   * Amends the document in place.
   *
   * @throws SpecificationException if two operations have one method and path afterwards
   */
  public static void writeInto(ObjectNode document) {
    if (!(document.get("paths") instanceof ObjectNode paths)) {
      return;
    }
    for (Map.Entry<String, JsonNode> path : List.copyOf(paths.properties())) {
      ObjectNode item = (ObjectNode) path.getValue();
      for (String method : ServedOperation.METHODS) {
        if (item.get(method) instanceof ObjectNode operation) {
          String fixed = fix(path.getKey(), operation);
          if (!fixed.equals(path.getKey())) {
            item.remove(method);
            move(operation, method, fixed, paths);
          }
        }
      }
      if (item.isEmpty()) {
        paths.remove(path.getKey());
      }
    }
  }

  private static void move(ObjectNode operation, String method, String path, ObjectNode paths) {
    ObjectNode item =
        paths.get(path) instanceof ObjectNode present ? present : paths.putObject(path);
    if (item.has(method)) {
      throw new SpecificationException(
          operation.path("x-source").asText("openapi.yaml"),
          "two operations have the path " + method + " " + path);
    }
    item.set(method, operation);
  }

  private static String fix(String path, ObjectNode operation) {
    String fixed = path;
    if (operation.get("parameters") instanceof ArrayNode parameters) {
      for (int i = parameters.size() - 1; i >= 0; i--) {
        JsonNode parameter = parameters.get(i);
        String value = onlyValue(parameter.path("schema"));
        if (parameter.path("in").asText().equals("path") && PLAIN.matcher(value).matches()) {
          fixed = fixed.replace("{" + parameter.path("name").asText() + "}", value);
          parameters.remove(i);
        }
      }
    }
    return fixed;
  }

  private static String onlyValue(JsonNode schema) {
    JsonNode listed = schema.path("enum").size() == 1 ? schema.at("/enum/0") : schema.path("const");
    return listed.isTextual() ? listed.textValue() : "";
  }
}
