package io.todevice.spec.model;

import io.todevice.text.PercentCoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the operation that a request is for, as the server's router does. Immutable and safe for
 * use by many threads.
 */
public final class OperationFinder {

  private record Target(ServedOperation operation, PathTemplate template) {}

  private final PathTree<Target> tree = new PathTree<>();

  /**
   * An operation that a request is for.
   *
   * @param operation the operation
   * @param pathValues the parameters in the path by name, decoded as far as they can be
   */
  public record Found(ServedOperation operation, Map<String, String> pathValues) {

    /** Copies the map. */
    public Found {
      pathValues = Map.copyOf(pathValues);
    }
  }

  /** Finds the operations of a document, under all their base paths. */
  public OperationFinder(SpecificationDocument document) {
    for (ServedOperation operation : document.operations()) {
      PathTemplate path = PathTemplate.of(operation.path());
      for (PathTemplate template : path.withAliases(document.basePathAliases())) {
        tree.add(operation.method(), template, new Target(operation, template));
      }
    }
  }

  /**
   * The operation of a method and a path.
   *
   * @param path the path of a request line, percent-encoded, without the query
   */
  public Optional<Found> find(String method, String path) {
    List<String> segments = new ArrayList<>();
    Target target = tree.find(method, path, segments, new TreeSet<>());
    if (target == null) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      values.put(
          target.template().parameters().get(i),
          PercentCoding.decode(segment, /* isPlusSpace= */ false).orElse(segment));
    }
    return Optional.of(new Found(target.operation(), values));
  }

  /** The methods that the document has for a path; none if it has no such path. */
  public Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    tree.find("", path, new ArrayList<>(), methods);
    return methods;
  }
}
