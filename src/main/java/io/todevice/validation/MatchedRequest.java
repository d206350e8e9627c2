package io.todevice.validation;

import io.todevice.spec.model.ServedOperation;
import java.util.List;
import java.util.Map;

/**
 * A request that the document has an operation for.
 *
 * @param operation the operation
 * @param pathValues the parameters in the path by name, decoded
 * @param query the parameters in the query by name, decoded, in their order
 * @param violations where the request is not what the document says
 */
public record MatchedRequest(
    ServedOperation operation,
    Map<String, String> pathValues,
    Map<String, List<String>> query,
    List<Violation> violations) {

  /** Copies the collections. */
  public MatchedRequest {
    pathValues = Map.copyOf(pathValues);
    query = Map.copyOf(query);
    violations = List.copyOf(violations);
  }

  /** Tells nothing of the values: they may be secrets. */
  @Override
  public String toString() {
    return operation.operationId() + " " + violations;
  }
}
