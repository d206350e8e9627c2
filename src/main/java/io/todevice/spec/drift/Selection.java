package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.compare.DocumentComparison;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.drift.report.OperationName;
import java.util.Set;

/**
 * Which operations count in a report.
 *
 * @param scope how they are chosen
 * @param operationIds the IDs of the operations that hand-written code serves, which a change may
 *     break; with {@link Scope#ALL} the others count as well
 */
public record Selection(Scope scope, Set<String> operationIds) {

  /** All operations, and no code. */
  public static final Selection ALL = new Selection(Scope.ALL, Set.of());

  /** No operation. */
  public static final Selection NONE = new Selection(Scope.NONE, Set.of());

  /** Copies the set. */
  public Selection {
    operationIds = Set.copyOf(operationIds);
  }

  /** Whether a document has one of the operations. */
  public boolean isIn(JsonNode document) {
    return DocumentComparison.listOperations(document).stream()
        .anyMatch(operation -> operationIds.contains(operation.operationId()));
  }

  boolean counts(OperationName operation) {
    return scope == Scope.ALL || operationIds.contains(operation.operationId());
  }
}
