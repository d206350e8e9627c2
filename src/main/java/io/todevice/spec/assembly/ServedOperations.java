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
 * @param optional those of them that a revision need not have
 */
public record ServedOperations(String list, Set<String> operationIds, Set<String> optional) {

  /**
   * Reads the list: a YAML file with the member {@code operations}, a list of operation IDs, and
   * possibly {@code optional}, a list of others that are served where the revision has them.
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
    Set<String> all = new LinkedHashSet<>();
    add(tree.path("operations"), all, name + "#/operations");
    Set<String> required = Set.copyOf(all);
    if (tree.has("optional")) {
      add(tree.get("optional"), all, name + "#/optional");
    }
    Set<String> optional = new LinkedHashSet<>(all);
    optional.removeAll(required);
    return new ServedOperations(name, all, optional);
  }

  private static void add(JsonNode operations, Set<String> ids, String place) {
    if (!operations.isArray() || operations.isEmpty()) {
      throw new SpecificationException(place, "a list of operation IDs must stand here");
    }
    for (int i = 0; i < operations.size(); i++) {
      JsonNode id = operations.get(i);
      if (!id.isTextual() || !ids.add(id.textValue())) {
        throw new SpecificationException(
            place + "/" + i,
            "an operation ID, each one once, must stand here, not '" + id.asText() + "'");
      }
    }
  }

  /** The optional ones that are not among {@code found}. */
  public ServedOperations missing(Set<String> found) {
    Set<String> missing = new LinkedHashSet<>(optional);
    missing.removeAll(found);
    return new ServedOperations(list, missing, Set.of());
  }

  boolean contains(String operationId) {
    return operationIds.contains(operationId);
  }

  void requireAll(Set<String> found) {
    List<String> absent = new ArrayList<>(operationIds);
    absent.removeAll(found);
    absent.removeAll(optional);
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
