package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The one explicit list of the operations that the server serves.
 *
 * @param list where the list stands, for messages
 * @param operationIds their IDs
 */
public record ServedOperations(String list, Set<String> operationIds) {

  /**
   * Reads the list: a YAML file with one member, {@code operations}, a list of operation IDs.
   *
   * @throws SpecificationException if the file is missing, is of another form, or names an
   *     operation twice
   */
  public static ServedOperations read(Path file) {
    String name = file.getFileName().toString();
    if (!Files.exists(file)) {
      throw new SpecificationException(file.toString(), "no such file");
    }
    JsonNode tree = Yaml.read(file, name);
    JsonNode operations = tree.path("operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw new SpecificationException(
          name + "#/operations", "a list of operation IDs must stand here");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < operations.size(); i++) {
      JsonNode id = operations.get(i);
      if (!id.isTextual() || !ids.add(id.textValue())) {
        throw new SpecificationException(
            name + "#/operations/" + i,
            "an operation ID, each one once, must stand here, not '" + id.asText() + "'");
      }
    }
    return new ServedOperations(name, ids);
  }

  boolean contains(String operationId) {
    return operationIds.contains(operationId);
  }

  void requireAll(Set<String> found) {
    List<String> absent = new ArrayList<>(operationIds);
    absent.removeAll(found);
    if (!absent.isEmpty()) {
      int index = List.copyOf(operationIds).indexOf(absent.get(0));
      throw new SpecificationException(
          list + "#/operations/" + index,
          "served, but in no file of the specification: "
              + String.join(", ", absent)
              + " (where it was removed, take it off this list, and remove what implements it)");
    }
  }
}
