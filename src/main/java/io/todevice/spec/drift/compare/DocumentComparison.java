package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.NotCompared;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Compares two assembled documents, operation by operation. */
public final class DocumentComparison {

  /** These are about Java and nothing else, so that without code there is nothing to tell. */
  private static final Set<ChangeKind> ONLY_ABOUT_JAVA =
      Set.of(
          ChangeKind.GENERATED_TYPE_CHANGED,
          ChangeKind.JAVA_TYPE_CHANGED,
          ChangeKind.WAITING_CHANGED);

  private static final Finding ADDED =
      Finding.ofRequest(ChangeKind.OPERATION_ADDED, "", "", "operation");

  private DocumentComparison() {}

  /**
   * What has changed in one operation.
   *
   * @param operation it as it is now, or as it was where it is gone
   * @param isServed whether the server serves it, by its old or its new ID
   * @param changes its changes, in {@link Change#ORDER}; none that break code where it is not
   *     served
   */
  public record ChangedOperation(OperationName operation, boolean isServed, List<Change> changes) {}

  /**
   * What the comparison found.
   *
   * @param changed the operations that differ, in {@link OperationName#ORDER}
   * @param notCompared what could not be compared, in {@link NotCompared#ORDER}
   */
  public record Result(List<ChangedOperation> changed, List<NotCompared> notCompared) {}

  /**
   * Compares two documents, whose faults are marked as {@link
   * io.todevice.spec.assembly.RevisionAssembler} says.
   *
   * @param served the IDs of the operations that the server serves
   * @throws SpecificationException if an operation that is served is faulty
   */
  public static Result compare(JsonNode before, JsonNode after, Set<String> served) {
    ComparablePairs comparable = ComparablePairs.of(before, after, pair -> isServed(pair, served));
    List<OperationPair> pairs = comparable.pairs();
    OperationComparison operations = new OperationComparison(before, after);
    List<SpecOperation> now = SpecOperation.listOf(after);
    List<ChangedOperation> changed = new ArrayList<>();
    for (OperationPair pair : pairs) {
      List<Finding> findings;
      if (pair.isInBoth()) {
        findings = operations.compare(pair.before().orElseThrow(), pair.after().orElseThrow());
      } else {
        findings = List.of(pair.before().map(gone -> removed(gone, now)).orElse(ADDED));
      }
      boolean isServed = isServed(pair, served);
      List<Change> changes = changesOf(findings, isServed);
      if (!changes.isEmpty()) {
        changed.add(new ChangedOperation(pair.name(), isServed, changes));
      }
    }
    changed.addAll(compareWebhooks(before, after, operations));
    return new Result(changed, comparable.notCompared());
  }

  private static List<ChangedOperation> compareWebhooks(
      JsonNode before, JsonNode after, OperationComparison operations) {
    List<ChangedOperation> changed = new ArrayList<>();
    List<OperationPair> pairs =
        OperationPair.match(SpecOperation.listWebhooks(before), SpecOperation.listWebhooks(after));
    for (OperationPair pair : pairs) {
      List<Finding> findings;
      if (pair.isInBoth()) {
        findings =
            operations.compareReceived(
                pair.before().orElseThrow().node(), pair.after().orElseThrow().node());
      } else {
        ChangeKind kind =
            pair.before().isPresent() ? ChangeKind.CALLBACK_REMOVED : ChangeKind.CALLBACK_ADDED;
        findings = List.of(Finding.ofRequest(kind, "", "", "webhook"));
      }
      List<Change> changes = changesOf(findings, false);
      if (!changes.isEmpty()) {
        changed.add(new ChangedOperation(pair.name(), false, changes));
      }
    }
    return changed;
  }

  /** A request of a removed operation may still reach another one. */
  private static Finding removed(SpecOperation gone, List<SpecOperation> now) {
    return now.stream()
        .filter(operation -> operation.takes(gone))
        .findFirst()
        .map(
            other ->
                Finding.ofRequest(
                    ChangeKind.OPERATION_TAKEN_OVER,
                    "",
                    other.name().operationId()
                        + " "
                        + other.name().method()
                        + " "
                        + other.name().path(),
                    "operation"))
        .orElse(Finding.ofRequest(ChangeKind.OPERATION_REMOVED, "", "", "operation"));
  }

  /** The operations of a document, in its order. */
  public static List<OperationName> listOperations(JsonNode document) {
    return SpecOperation.listOf(document).stream().map(SpecOperation::name).toList();
  }

  private static boolean isServed(OperationPair pair, Set<String> served) {
    return Stream.concat(pair.before().stream(), pair.after().stream())
        .anyMatch(operation -> served.contains(operation.name().operationId()));
  }

  /** One change of a shared schema is one change, at however many places. */
  private record Key(
      ChangeKind kind, Direction direction, String was, String now, String what, Verdict verdict) {}

  private static List<Change> changesOf(List<Finding> findings, boolean isServed) {
    Map<Key, List<String>> places = new LinkedHashMap<>();
    for (Finding found : findings) {
      if (isServed || !ONLY_ABOUT_JAVA.contains(found.kind())) {
        Finding finding = isServed ? found : found.withoutCode();
        String what = finding.origin().isEmpty() ? "at " + finding.place() : finding.origin();
        places
            .computeIfAbsent(
                new Key(
                    finding.kind(),
                    finding.direction(),
                    finding.was(),
                    finding.now(),
                    what,
                    finding.verdict()),
                unused -> new ArrayList<>())
            .add(finding.place());
      }
    }
    List<Change> changes = new ArrayList<>();
    places.forEach(
        (key, at) ->
            changes.add(
                new Change(
                    key.kind(),
                    key.direction(),
                    at.stream().distinct().sorted().toList(),
                    key.was(),
                    key.now(),
                    key.verdict())));
    changes.sort(Change.ORDER);
    return changes;
  }
}
