package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.UnusablePath;
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
 * @param own those of them that come from the files beside the list where the revision lacks them
 * @param directory where the list and these files stand
 */
public record ServedOperations(
    String list, Set<String> operationIds, Set<String> optional, Set<String> own, Path directory) {

  /**
   * Reads the list: a YAML file with the member {@code operations}, a list of operation IDs, and
   * possibly {@code optional}, a list of others that are served where the revision has them, and
   * {@code own}, a list of others that no release has yet.
   *
   * @throws SpecificationException if the file is missing, is of another form, or names an
   *     operation twice
   */
  public static ServedOperations read(Path file) {
    String name = file.getFileName().toString();
    if (!Files.exists(file)) {
      throw UnusablePath.noFile(file);
    }
    JsonNode tree = Yaml.read(file, name);
    Set<String> all = new LinkedHashSet<>();
    add(tree.path("operations"), all, name + "#/operations");
    Set<String> optional = addGroup(tree, "optional", all, name);
    Set<String> own = addGroup(tree, "own", all, name);
    Path directory = file.toAbsolutePath().resolveSibling("");
    return new ServedOperations(name, all, optional, own, directory);
  }

  private static Set<String> addGroup(JsonNode tree, String group, Set<String> all, String name) {
    Set<String> added = new LinkedHashSet<>();
    if (tree.has(group)) {
      Set<String> before = Set.copyOf(all);
      add(tree.get(group), all, name + "#/" + group);
      added.addAll(all);
      added.removeAll(before);
    }
    return added;
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
    return only(optional, found);
  }

  /** The own ones that are not among {@code found}. */
  ServedOperations ownExcept(Set<String> found) {
    return only(own, found);
  }

  private ServedOperations only(Set<String> wanted, Set<String> found) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    missing.removeAll(found);
    return new ServedOperations(list, missing, Set.of(), Set.of(), directory);
  }

  boolean contains(String operationId) {
    return operationIds.contains(operationId);
  }

  void requireAll(Set<String> found) {
    List<String> absent = new ArrayList<>(operationIds);
    absent.removeAll(found);
    absent.removeAll(optional);
    absent.removeAll(own);
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
