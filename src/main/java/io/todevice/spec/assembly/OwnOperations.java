package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.SchemaGraph;
import io.todevice.spec.model.ServedOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Operations from files of the project that a revision lacks: those that no release has yet, which
 * are served, and those that a revision need not have, of which only the Java interface is needed.
 */
public final class OwnOperations {

  private static final String SCHEMAS = "/components/schemas";
  private static final String REF = "$ref";

  private OwnOperations() {}

  /**
   * Adds the served ones to an assembled document, in place. They take their token where the
   * revision's other operations do.
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
    requireFreePlaces(document, own, served.list());
    JsonNode security =
        operations(document)
            .map(operation -> operation.path("security"))
            .filter(places -> !places.isEmpty() && !places.get(0).isEmpty())
            .findFirst()
            .orElse(MissingNode.getInstance());
    if (!security.isMissingNode()) {
      operations(own)
          .filter(operation -> !operation.path("security").isEmpty())
          .forEach(operation -> ((ObjectNode) operation).set("security", security.deepCopy()));
    }
    merge(document, own);
  }

  private static void requireFreePlaces(JsonNode document, JsonNode own, String list) {
    for (Map.Entry<String, JsonNode> path : own.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode present = document.path("paths").path(path.getKey()).path(operation.getKey());
        if (!present.isMissingNode()) {
          throw new SpecificationException(
              list + "#/own",
              "the revision has the operation '"
                  + present.path("operationId").asText()
                  + "' at "
                  + operation.getKey()
                  + " "
                  + path.getKey()
                  + "; list that one under operations, and take the own one off this list");
        }
      }
    }
  }

  /**
   * Adds the operations of an assembled document to another, in place. Where the other has an
   * operation at the same method and path, the added one is put at another path and keeps its own
   * as {@value ServedOperation#PATH}. A shared schema whose name is taken gets another name.
   *
   * @param added the document with the operations; what it holds moves into {@code document}
   */
  public static void merge(ObjectNode document, ObjectNode added) {
    renameTaken(added, document.at(SCHEMAS));
    ObjectNode paths = document.withObject("/paths");
    for (Map.Entry<String, JsonNode> path : added.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String place = path.getKey();
        while (paths.path(place).has(operation.getKey())) {
          place += "/";
          ((ObjectNode) operation.getValue()).put(ServedOperation.PATH, path.getKey());
        }
        ObjectNode item =
            paths.get(place) instanceof ObjectNode present ? present : paths.putObject(place);
        item.set(operation.getKey(), operation.getValue());
      }
    }
    document.withObject(SCHEMAS).setAll((ObjectNode) added.at(SCHEMAS));
  }

  private static void renameTaken(ObjectNode document, JsonNode taken) {
    ObjectNode schemas = document.withObject(SCHEMAS);
    for (Map.Entry<String, JsonNode> schema : List.copyOf(schemas.properties())) {
      String name = schema.getKey();
      if (taken.has(name)) {
        int number = 2;
        while (taken.has(name + number) || schemas.has(name + number)) {
          number++;
        }
        schemas.remove(name);
        schemas.set(name + number, schema.getValue());
        for (JsonNode reference : document.findParents(REF)) {
          if (SchemaGraph.componentOf(reference).equals(name)) {
            ((ObjectNode) reference).put(REF, SchemaGraph.COMPONENTS + name + number);
          }
        }
      }
    }
  }

  private static Stream<JsonNode> operations(ObjectNode document) {
    return document.path("paths").properties().stream()
        .flatMap(path -> path.getValue().properties().stream())
        .filter(member -> ServedOperation.METHODS.contains(member.getKey()))
        .map(Map.Entry::getValue);
  }
}
