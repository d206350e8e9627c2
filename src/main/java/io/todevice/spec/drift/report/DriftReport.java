package io.todevice.spec.drift.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What changed between two revisions of the specification. The same two documents always give the
 * same report.
 *
 * @param before the older revision
 * @param after the newer one
 * @param scope which operations count
 * @param served the changed operations that count, by ID
 * @param unserved the other changed operations, by ID; their changes break no code
 * @param notServed all operations of the newer revision that do not count, by ID
 * @param events the events between devices that have changed, by type
 * @param notCompared what is faulty in one of the revisions, and is not served by this server
 * @param warnings what a reader should know of how the report was made
 */
public record DriftReport(
    Revision before,
    Revision after,
    Scope scope,
    List<OperationDrift> served,
    List<OperationDrift> unserved,
    List<OperationName> notServed,
    List<EventDrift> events,
    List<NotCompared> notCompared,
    List<String> warnings) {

  /**
   * One of the two.
   *
   * @param name the release that it says it is
   * @param operations how many operations it has
   */
  public record Revision(String name, int operations) {}

  /** Which operations count. */
  public enum Scope {
    /** Those that this server serves. */
    SERVER("Served by this server"),
    /** Those of a list. */
    LISTED("Served, as the list says"),
    /** All. */
    ALL("Operations"),
    /** None. */
    NONE("Served");

    private final String heading;

    Scope(String heading) {
      this.heading = heading;
    }

    /** What a section with them is called. */
    public String heading() {
      return heading;
    }
  }

  /** Copies the lists. */
  public DriftReport {
    served = List.copyOf(served);
    unserved = List.copyOf(unserved);
    notServed = List.copyOf(notServed);
    events = List.copyOf(events);
    notCompared = List.copyOf(notCompared);
    warnings = List.copyOf(warnings);
  }

  /** Whether everything was compared and nothing has changed at all. */
  public boolean isEmpty() {
    return served.isEmpty() && unserved.isEmpty() && events.isEmpty() && notCompared.isEmpty();
  }

  /** Whether a change that counts and is not accepted does that. */
  public boolean has(Impact impact) {
    return counted().anyMatch(change -> change.has(impact) && change.acceptance().isEmpty());
  }

  /** What could not be compared, may have changed, and counts. */
  public List<NotCompared> listUndecided() {
    return scope == Scope.ALL
        ? notCompared.stream().filter(NotCompared::mayHideChange).toList()
        : List.of();
  }

  /** The changes of the operations that count. */
  public Stream<Change> counted() {
    return served.stream().flatMap(operation -> operation.changes().stream());
  }

  /** The same with other changes of the operations and events. */
  public DriftReport map(
      Function<OperationDrift, OperationDrift> operations,
      Function<EventDrift, EventDrift> ofEvents) {
    return with(
        served.stream().map(operations).toList(),
        unserved.stream().map(operations).toList(),
        events.stream().map(ofEvents).toList(),
        warnings);
  }

  private DriftReport with(
      List<OperationDrift> newServed,
      List<OperationDrift> newUnserved,
      List<EventDrift> newEvents,
      List<String> newWarnings) {
    return new DriftReport(
        before,
        after,
        scope,
        newServed,
        newUnserved,
        notServed,
        newEvents,
        notCompared,
        newWarnings);
  }

  /** The same with each change replaced by what is made of it and its subject's name. */
  public DriftReport mapChanges(BiFunction<String, Change, Change> function) {
    return map(
        operation ->
            operation.withChanges(
                operation.changes().stream()
                    .map(change -> function.apply(operation.operation().operationId(), change))
                    .sorted(Change.ORDER)
                    .toList()),
        event ->
            new EventDrift(
                event.type(),
                event.changes().stream()
                    .map(change -> function.apply(event.type(), change))
                    .sorted(Change.ORDER)
                    .toList()));
  }

  /** The same with these events. */
  public DriftReport withEvents(List<EventDrift> changed) {
    return with(served, unserved, changed, warnings);
  }

  /** The same with further warnings. */
  public DriftReport withWarnings(List<String> further) {
    List<String> all = Stream.concat(warnings.stream(), further.stream()).toList();
    return with(served, unserved, events, all);
  }

  /** How many changes of these operations do that. One that breaks both counts for both. */
  public static long count(List<OperationDrift> operations, Impact impact) {
    return operations.stream()
        .flatMap(operation -> operation.changes().stream())
        .filter(change -> change.has(impact))
        .count();
  }
}
