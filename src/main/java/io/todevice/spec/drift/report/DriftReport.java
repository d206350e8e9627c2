package io.todevice.spec.drift.report;

import java.util.List;

/**
 * What changed between two revisions of the specification. The same two documents always give the
 * same report.
 *
 * @param before the older revision
 * @param after the newer one
 * @param served the changed operations that this server serves, by ID
 * @param unserved the changed operations that it does not, by ID; their changes break no code
 * @param notServed all operations of the newer revision that it does not serve, by ID
 * @param notCompared what is faulty in one of the revisions, and concerns nothing that is served
 */
public record DriftReport(
    Revision before,
    Revision after,
    List<OperationDrift> served,
    List<OperationDrift> unserved,
    List<OperationName> notServed,
    List<NotCompared> notCompared) {

  /**
   * One of the two.
   *
   * @param name the release that it says it is
   * @param operations how many operations it has
   */
  public record Revision(String name, int operations) {}

  /** Copies the lists. */
  public DriftReport {
    served = List.copyOf(served);
    unserved = List.copyOf(unserved);
    notServed = List.copyOf(notServed);
    notCompared = List.copyOf(notCompared);
  }

  /** Whether everything was compared and nothing has changed at all. */
  public boolean isEmpty() {
    return served.isEmpty() && unserved.isEmpty() && notCompared.isEmpty();
  }

  /** Whether a change of an operation that is served does that. */
  public boolean has(Impact impact) {
    return served.stream().anyMatch(operation -> operation.has(impact));
  }

  /** How many changes of these operations do that. One that breaks both counts for both. */
  public static long count(List<OperationDrift> operations, Impact impact) {
    return operations.stream()
        .flatMap(operation -> operation.changes().stream())
        .filter(change -> change.has(impact))
        .count();
  }
}
