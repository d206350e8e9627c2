package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.ServedOperation;
import java.util.Map;

/**
 * Where the operations of a file stand.
 *
 * @param document the file
 * @param source the files
 * @param references what follows their references
 */
record OperationPlaces(Place document, SourceTree source, References references) {

  /** Takes an operation. */
  interface Visitor {

    /**
     * Takes an operation.
     *
     * @param path the key of its path item
     * @param method its method, in lower case
     * @param item where its path item stands, which may be in another file
     * @param operation where it stands itself
     */
    void visit(String path, String method, Place item, Place operation);
  }

  /** Visits all, in the order of the file. */
  void forEach(Visitor visitor) {
    Place paths = references.locate(document.child("paths"));
    for (Map.Entry<String, JsonNode> path : source.get(paths).properties()) {
      Place item = references.locate(paths.child(path.getKey()));
      for (Map.Entry<String, JsonNode> member : source.get(item).properties()) {
        if (ServedOperation.METHODS.contains(member.getKey())) {
          Place operation = references.locate(item.child(member.getKey()));
          visitor.visit(path.getKey(), member.getKey(), item, operation);
        }
      }
    }
  }
}
