package io.todevice.spec.drift.compare;

import io.todevice.spec.drift.report.OperationName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The same operation in both documents, or one that only one of them has.
 *
 * @param before it in the older document
 * @param after it in the newer one
 */
record OperationPair(Optional<SpecOperation> before, Optional<SpecOperation> after) {

  /** The operation as it is now, or as it was. */
  OperationName name() {
    return after.or(() -> before).orElseThrow().name();
  }

  /** Whether both documents have it. */
  boolean isInBoth() {
    return before.isPresent() && after.isPresent();
  }

  /**
   * Finds each operation's other half: at the same place by the same ID, then by an ID that is
   * unique on both sides, then by method and path. In the order of the names.
   */
  static List<OperationPair> match(List<SpecOperation> before, List<SpecOperation> after) {
    List<SpecOperation> old = new ArrayList<>(before);
    List<SpecOperation> now = new ArrayList<>(after);
    List<OperationPair> pairs = new ArrayList<>();
    pairUp(old, now, operation -> operation.name().operationId() + " " + operation.place(), pairs);
    Set<String> repeated = repeatedIds(old);
    repeated.addAll(repeatedIds(now));
    pairUp(
        old,
        now,
        operation -> {
          String id = operation.name().operationId();
          return repeated.contains(id) ? id + " " + operation.place() : id;
        },
        pairs);
    pairUp(old, now, SpecOperation::place, pairs);
    old.forEach(gone -> pairs.add(new OperationPair(Optional.of(gone), Optional.empty())));
    now.forEach(added -> pairs.add(new OperationPair(Optional.empty(), Optional.of(added))));
    pairs.sort(Comparator.comparing(OperationPair::name, OperationName.ORDER));
    return pairs;
  }

  private static Set<String> repeatedIds(List<SpecOperation> operations) {
    Set<String> seen = new HashSet<>();
    return operations.stream()
        .map(operation -> operation.name().operationId())
        .filter(id -> !seen.add(id))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static void pairUp(
      List<SpecOperation> old,
      List<SpecOperation> now,
      Function<SpecOperation, String> key,
      List<OperationPair> pairs) {
    Map<String, SpecOperation> waiting = new LinkedHashMap<>();
    old.forEach(operation -> waiting.putIfAbsent(key.apply(operation), operation));
    for (SpecOperation operation : List.copyOf(now)) {
      SpecOperation half = waiting.remove(key.apply(operation));
      if (half != null) {
        pairs.add(new OperationPair(Optional.of(half), Optional.of(operation)));
        old.remove(half);
        now.remove(operation);
      }
    }
  }
}
