package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One file of the specification that holds operations. */
final class SourceDocument {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Place place;
  private final SourceTree source;
  private final References references;
  private final SecuritySchemes securitySchemes;

  SourceDocument(
      Place place, SourceTree source, References references, SecuritySchemes securitySchemes) {
    this.place = place;
    this.source = source;
    this.references = references;
    this.securitySchemes = securitySchemes;
  }

  /**
   * An operation of this file.
   *
   * @param id its operation ID
   * @param path its path in the assembled document, base path included
   * @param method its method, in lower case as it stands in the file
   * @param place where it stands
   */
  record Operation(String id, String path, String method, Place place) {}

  /** The operations of the file that have an ID, in its order. */
  List<Operation> listOperations() {
    List<Operation> operations = new ArrayList<>();
    Place paths = place.child("paths");
    for (Map.Entry<String, JsonNode> path : source.get(paths).properties()) {
      Place item = paths.child(path.getKey());
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())
            && member.getValue().path("operationId").isTextual()) {
          Place operation = item.child(member.getKey());
          String basePath = BasePath.of(source, place, item, operation);
          operations.add(
              new Operation(
                  member.getValue().get("operationId").textValue(),
                  basePath + path.getKey(),
                  member.getKey(),
                  operation));
        }
      }
    }
    return operations;
  }

  /**
   * The operation by itself: references resolved, parameters of its path item joined in, security
   * explicit.
   */
  ObjectNode resolve(Operation operation) {
    JsonNode resolved = references.resolve(operation.place(), Position.OTHER);
    ObjectNode node = (ObjectNode) resolved;
    node.remove("servers");
    joinPathParameters(node, operation.place());
    JsonNode security = securityOf(operation);
    node.remove("security");
    if (!security.isMissingNode()) {
      Place at =
          security == source.get(operation.place()).path("security") ? operation.place() : place;
      node.set("security", securitySchemes.adopt(security, at.child("security"), definedSchemes()));
    }
    node.put("x-source", operation.place().fileName());
    return node;
  }

  private JsonNode securityOf(Operation operation) {
    JsonNode own = source.get(operation.place()).path("security");
    return own.isMissingNode() ? source.get(place).path("security") : own;
  }

  private JsonNode definedSchemes() {
    JsonNode components = source.get(place).path("components");
    return components.path("securitySchemes").isMissingNode()
        ? components.path("securitySchemes")
        : references.resolve(place.child("components").child("securitySchemes"), Position.OTHER);
  }

  private void joinPathParameters(ObjectNode operation, Place operationPlace) {
    Place item =
        new Place(operationPlace.file(), operationPlace.pointer().head(), operationPlace.root());
    if (!source.get(item).has("parameters")) {
      return;
    }
    ArrayNode joined = operation.withArray("/parameters");
    for (JsonNode shared : references.resolve(item.child("parameters"), Position.OTHER)) {
      boolean overridden = false;
      for (JsonNode own : joined) {
        overridden |=
            own.path("name").equals(shared.path("name"))
                && own.path("in").equals(shared.path("in"));
      }
      if (!overridden) {
        joined.add(shared);
      }
    }
  }
}
