package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.compare.DocumentComparison;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.Verdict;
import io.todevice.spec.model.SpecificationDocument;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations count in a report.
 *
 * @param scope how they are chosen
 * @param operationIds the IDs of the operations that hand-written code serves, which a change may
 *     break; with {@link Scope#ALL} the others count as well
 * @param optional those of them whose interfaces are generated even where a revision lacks them
 * @param own those of them that the server adds from its own files to a revision that lacks them
 */
public record Selection(
    Scope scope, Set<String> operationIds, Set<String> optional, Set<String> own) {

  /** All operations, and no code. */
  public static final Selection ALL = new Selection(Scope.ALL, Set.of());

  /** No operation. */
  public static final Selection NONE = new Selection(Scope.NONE, Set.of());

  /** Copies the sets. */
  public Selection {
    operationIds = Set.copyOf(operationIds);
    optional = Set.copyOf(optional);
    own = Set.copyOf(own);
  }

  /** A selection of operations that a revision has to have. */
  public Selection(Scope scope, Set<String> operationIds) {
    this(scope, operationIds, Set.of(), Set.of());
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

  /** A change as it is for those who serve and call an operation. */
  Change ofServed(Change change, OperationName operation) {
    if (own.contains(operation.operationId()) && change.isOfWholeOperation()) {
      return change.withVerdict(
          change.kind() == ChangeKind.OPERATION_ADDED
              ? Verdict.OWN_FILES_REPLACED
              : Verdict.SERVED_FROM_OWN_FILES);
    }
    return optional.contains(operation.operationId()) && change.decidesOverInterface()
        ? change.withVerdict(change.verdict().withInterface())
        : change;
  }

  boolean counts(OperationName operation) {
    return scope == Scope.ALL || operationIds.contains(operation.operationId());
  }
}
