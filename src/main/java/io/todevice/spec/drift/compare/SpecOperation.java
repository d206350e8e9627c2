package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.model.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An operation of an assembled document.
 *
 * @param name what it is called
 * @param node what stands there
 */
record SpecOperation(OperationName name, JsonNode node) {

  /** The members of a path item that are no operations. */
  private static final Set<String> NO_METHODS =
      Set.of("$ref", "summary", "description", "servers", "parameters", "additionalOperations");

  /** All operations of a document. */
  static List<SpecOperation> listOf(JsonNode document) {
    return listIn(document.path("paths"));
  }

  /** What clients are called with: the webhooks of a document, each with its name for a path. */
  static List<SpecOperation> listWebhooks(JsonNode document) {
    return listIn(document.path("webhooks"));
  }

  private static List<SpecOperation> listIn(JsonNode paths) {
    List<SpecOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      // What stands here is all named after methods: also those that OpenAPI 3.2 adds.
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (!NO_METHODS.contains(member.getKey()) && !member.getKey().startsWith("x-")) {
          String method = member.getKey().toUpperCase(Locale.ROOT);
          String id = member.getValue().path("operationId").asText(method + " " + path.getKey());
          operations.add(
              new SpecOperation(new OperationName(id, method, path.getKey()), member.getValue()));
        }
      }
    }
    return operations;
  }

  /** The file and the place in it where it was read. */
  String source() {
    return node.path("x-source").asText(name.method() + " " + name.path());
  }

  /** The file that it was read from. */
  String file() {
    return source().replaceFirst("#.*", "");
  }

  /** Method and path, whatever the names of the path's parameters. */
  String place() {
    return name.method() + " " + PathTemplate.of(name.path()).shape();
  }

  /** Whether requests of another operation, which is gone, are requests of this one. */
  boolean takes(SpecOperation other) {
    if (!name.method().equals(other.name.method())) {
      return false;
    }
    String[] own = name.path().split("/", -1);
    String[] others = other.name.path().split("/", -1);
    boolean takes = own.length == others.length;
    for (int i = 0; takes && i < own.length; i++) {
      takes = own[i].equals(others[i]) || (own[i].startsWith("{") && own[i].endsWith("}"));
    }
    return takes;
  }

  /** Whether it has an ID of its own. */
  boolean hasId() {
    return !name.operationId().equals(name.method() + " " + name.path());
  }

  /** The part of the path before a variable, without the variables in it. */
  String segmentBefore(String variable) {
    String before = name.path().substring(0, name.path().indexOf("{" + variable + "}"));
    return PathTemplate.of(before).shape().replaceFirst(".*/([^/]+/[^/]*)$", "$1");
  }

  /** The names of the path's parameters, in their order. */
  List<String> pathVariables() {
    return PathTemplate.of(name.path()).parameters();
  }
}
