package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.ServedOperation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the operations of a file stand.
 *
 * @param document the file
 * @param source the files
 * @param references what follows their references
 */
record OperationPlaces(Place document, SourceTree source, References references) {

  private static final String QUERY = "query";
  private static final String ADDITIONAL_OPERATIONS = "additionalOperations";

  /** Takes an operation. */
  interface Visitor {

    /**
     * Takes an operation.
     *
     * @param path the key of its path item
     * @param method its method as it stands in the file: in lower case, except those that only
     *     {@code additionalOperations} names
     * @param item where its path item stands, which may be in another file
     * @param operation where it stands itself
     */
    void visit(String path, String method, Place item, Place operation);
  }

  /** Takes what cannot be read of a path item, and its key. */
  interface FaultVisitor {

    /** Takes a fault. */
    void visit(String path, SpecificationException fault);
  }

  /**
   * Visits all, in the order of the file.
   *
   * @throws SpecificationException if a reference on the way to one leads nowhere
   */
  void forEach(Visitor visitor) {
    forEach(
        visitor,
        (path, fault) -> {
          throw fault;
        });
  }

  /** Visits all that can be read, in the order of the file, and the faults of the others. */
  void forEach(Visitor visitor, FaultVisitor faults) {
    Place paths = references.locate(document.child("paths"));
    for (Map.Entry<String, JsonNode> path : source.get(paths).properties()) {
      try {
        Place item = references.locate(paths.child(path.getKey()));
        listMethods(item)
            .forEach(
                (method, member) ->
                    visitor.visit(path.getKey(), method, item, references.locate(member)));
      } catch (SpecificationException fault) {
        faults.visit(path.getKey(), fault);
      }
    }
  }

  /** The operations of a path item by method, each with the member that it stands at. */
  private Map<String, Place> listMethods(Place item) {
    Map<String, Place> methods = new LinkedHashMap<>();
    boolean isLatest = Dialect.find(source.get(document)).equals(Optional.of(Dialect.V3_2));
    for (String member : source.get(item).propertyStream().map(Map.Entry::getKey).toList()) {
      if (ServedOperation.METHODS.contains(member) || (isLatest && member.equals(QUERY))) {
        methods.put(member, item.child(member));
      } else if (isLatest && member.equals(ADDITIONAL_OPERATIONS)) {
        Place more = item.child(member);
        source
            .get(more)
            .fieldNames()
            .forEachRemaining(method -> methods.put(method, more.child(method)));
      }
    }
    return methods;
  }
}
