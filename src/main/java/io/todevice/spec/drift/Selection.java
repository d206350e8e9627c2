package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.compare.DocumentComparison;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.model.SpecificationDocument;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations count in a report.
 *
 * @param scope how they are chosen
 * @param operationIds the IDs of the operations that hand-written code serves, which a change may
 *     break; with {@link Scope#ALL} the others count as well
 * @param dispensable those of them whose interfaces are generated even where a revision lacks them
 */
public record Selection(Scope scope, Set<String> operationIds, Set<String> dispensable) {

  /** All operations, and no code. */
  public static final Selection ALL = new Selection(Scope.ALL, Set.of());

  /** No operation. */
  public static final Selection NONE = new Selection(Scope.NONE, Set.of());

  /** Copies the sets. */
  public Selection {
    operationIds = Set.copyOf(operationIds);
    dispensable = Set.copyOf(dispensable);
  }

  /** A selection without dispensable operations. */
  public Selection(Scope scope, Set<String> operationIds) {
    this(scope, operationIds, Set.of());
  }

  /**
   * Whether a document has one of a server's operations: another API may use the same ID for an
   * operation of its own.
   */
  public static boolean isServedIn(JsonNode document, SpecificationDocument server) {
    Set<String> served =
        server.operations().stream()
            .map(one -> identity(one.operationId(), one.method(), one.path()))
            .collect(Collectors.toSet());
    return DocumentComparison.listOperations(document).stream()
        .anyMatch(one -> served.contains(identity(one.operationId(), one.method(), one.path())));
  }

  private static String identity(String id, String method, String path) {
    return id + " " + method + " " + path.replaceAll("\\{[^{}]*\\}", "{}");
  }

  /** A change as it is for the code of an operation. */
  Change ofCode(Change change, OperationName operation) {
    return dispensable.contains(operation.operationId()) && change.decidesOverInterface()
        ? change.withVerdict(change.verdict().withInterface())
        : change;
  }

  boolean counts(OperationName operation) {
    return scope == Scope.ALL || operationIds.contains(operation.operationId());
  }
}
