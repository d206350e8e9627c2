package io.todevice.spec.drift.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change that several operations have in common: it is the same at the same place of each, or
 * they share the part of the files that has changed.
 *
 * @param change the change as the first of the operations has it
 * @param operations the operations, two at least, in {@link OperationName#ORDER}
 * @param fingerprints how each operation's change is known
 */
public record SharedChange(
    Change change, List<OperationName> operations, List<String> fingerprints) {

  /**
   * Changes, each said once.
   *
   * @param shared what several operations have in common, the worst first
   * @param own the operations with what is left of their changes, those with the worst first; none
   *     without changes
   */
  public record Split(List<SharedChange> shared, List<OperationDrift> own) {

    /** Copies the lists. */
    public Split {
      shared = List.copyOf(shared);
      own = List.copyOf(own);
    }
  }

  /** Copies the list. */
  public SharedChange {
    operations = List.copyOf(operations);
    fingerprints = List.copyOf(fingerprints);
  }

  private record At(Identity identity, List<String> places) {}

  private record In(
      Identity identity, String last, Optional<SourcePosition> old, Optional<SourcePosition> now) {}

  private record Identity(
      ChangeKind kind,
      Direction direction,
      String was,
      String now,
      Verdict verdict,
      Optional<Acceptance> acceptance) {

    static Identity of(Change change) {
      return new Identity(
          change.kind(),
          change.direction(),
          change.was(),
          change.now(),
          change.verdict(),
          change.acceptance());
    }
  }

  private record Finding(OperationName operation, Change change) {

    String fingerprint() {
      return change.fingerprint(operation.operationId());
    }
  }

  /** Takes apart what operations have in common and what is each one's own. */
  public static Split split(List<OperationDrift> operations) {
    Map<At, List<Finding>> byPlace = new LinkedHashMap<>();
    for (OperationDrift operation : operations) {
      for (Change change : operation.changes()) {
        if (change.isOfWholeOperation()) {
          continue;
        }
        byPlace
            .computeIfAbsent(
                new At(Identity.of(change), change.places()), unused -> new ArrayList<>())
            .add(new Finding(operation.operation(), change));
      }
    }
    Map<In, List<Finding>> bySource = new LinkedHashMap<>();
    for (List<Finding> same : byPlace.values()) {
      bySource
          .computeIfAbsent(keyOf(same.get(0).change()), unused -> new ArrayList<>())
          .addAll(same);
    }
    List<SharedChange> shared = new ArrayList<>();
    Set<Finding> said = new LinkedHashSet<>();
    for (List<Finding> same : bySource.values()) {
      List<OperationName> names =
          same.stream().map(Finding::operation).distinct().sorted(OperationName.ORDER).toList();
      if (names.size() > 1) {
        shared.add(
            new SharedChange(
                same.get(0).change(), names, same.stream().map(Finding::fingerprint).toList()));
        said.addAll(same);
      }
    }
    shared.sort(
        Comparator.comparing(SharedChange::change, Comparator.comparing(Change::worst))
            .thenComparing(change -> -change.operations().size())
            .thenComparing(SharedChange::change, Change.ORDER));
    return new Split(shared, rest(operations, said));
  }

  private static In keyOf(Change change) {
    String place = change.places().get(0);
    boolean isKnown = change.oldSource().isPresent() || change.newSource().isPresent();
    return new In(
        Identity.of(change),
        isKnown ? place.substring(place.lastIndexOf('›') + 1) : String.join("\n", change.places()),
        change.oldSource(),
        change.newSource());
  }

  private static List<OperationDrift> rest(List<OperationDrift> operations, Set<Finding> said) {
    return operations.stream()
        .map(
            operation ->
                operation.withChanges(
                    operation.changes().stream()
                        .filter(
                            change -> !said.contains(new Finding(operation.operation(), change)))
                        .collect(Collectors.toList())))
        .filter(operation -> !operation.changes().isEmpty())
        .sorted(
            Comparator.comparing((OperationDrift operation) -> operation.changes().get(0).worst())
                .thenComparing(OperationDrift::operation, OperationName.ORDER))
        .toList();
  }
}
