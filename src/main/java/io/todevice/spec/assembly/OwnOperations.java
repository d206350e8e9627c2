package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.ServedOperation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Operations that no release has yet, from files of the project. They are added to every revision
 * that lacks them, and take their token where the revision's other operations do.
 */
final class OwnOperations {

  private OwnOperations() {}

  /**
   * Adds them to an assembled document, in place.
   *
   * @throws SpecificationException if the files beside the list lack one, or the revision has
   *     another operation at its method and path
   */
  static void addTo(ObjectNode document, ServedOperations served) {
    Set<String> found = new HashSet<>();
    operations(document).forEach(operation -> found.add(operation.path("operationId").asText()));
    ServedOperations missing = served.ownExcept(found);
    if (missing.operationIds().isEmpty()) {
      return;
    }
    ObjectNode own = new Assembler(served.directory(), missing).assemble();
    JsonNode security =
        operations(document)
            .map(operation -> operation.path("security"))
            .filter(places -> !places.isEmpty() && !places.get(0).isEmpty())
            .findFirst()
            .orElse(MissingNode.getInstance());
    ObjectNode paths = document.withObject("/paths");
    for (Map.Entry<String, JsonNode> path : own.path("paths").properties()) {
      ObjectNode item =
          paths.get(path.getKey()) instanceof ObjectNode present
              ? present
              : paths.putObject(path.getKey());
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (item.has(operation.getKey())) {
          throw new SpecificationException(
              served.list() + "#/own",
              "the revision has the operation '"
                  + item.path(operation.getKey()).path("operationId").asText()
                  + "' at "
                  + operation.getKey()
                  + " "
                  + path.getKey()
                  + "; list that one under operations, and take the own one off this list");
        }
        ObjectNode added = (ObjectNode) operation.getValue();
        if (!security.isMissingNode() && !added.path("security").isEmpty()) {
          added.set("security", security.deepCopy());
        }
        item.set(operation.getKey(), added);
      }
    }
    JsonNode schemas = own.at("/components/schemas");
    if (schemas instanceof ObjectNode shared) {
      shared
          .properties()
          .forEach(
              schema ->
                  document
                      .withObject("/components/schemas")
                      .putIfAbsent(schema.getKey(), schema.getValue()));
    }
  }

  private static Stream<JsonNode> operations(ObjectNode document) {
    return document.path("paths").properties().stream()
        .flatMap(path -> path.getValue().properties().stream())
        .filter(member -> ServedOperation.METHODS.contains(member.getKey()))
        .map(Map.Entry::getValue);
  }
}
