package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.compare.DocumentComparison;
import io.todevice.spec.drift.compare.DocumentComparison.ChangedOperation;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.EventDrift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares events between devices, as {@link io.todevice.spec.assembly.EventAssembler} makes them.
 * A client of the old revision sends to clients of the new one and gets what they send, so that the
 * worse of both directions counts.
 */
final class EventComparison {

  private static final Map<ChangeKind, ChangeKind> OF_EVENTS =
      Map.of(
          ChangeKind.OPERATION_ADDED, ChangeKind.EVENT_ADDED,
          ChangeKind.OPERATION_REMOVED, ChangeKind.EVENT_REMOVED);

  private EventComparison() {}

  /** The events that differ, by type. */
  static List<EventDrift> compare(JsonNode before, JsonNode after) {
    List<EventDrift> events = new ArrayList<>();
    for (ChangedOperation changed : DocumentComparison.compare(before, after, Set.of()).changed()) {
      events.add(new EventDrift(changed.operation().operationId(), merge(changed.changes())));
    }
    return events;
  }

  private record Key(ChangeKind kind, List<String> places, String was, String now) {}

  private static List<Change> merge(List<Change> changes) {
    Map<Key, Change> merged = new LinkedHashMap<>();
    for (Change change : changes) {
      Change inside = inside(change);
      merged.merge(
          new Key(inside.kind(), inside.places(), inside.was(), inside.now()),
          inside,
          (one, other) -> one.worst().compareTo(other.worst()) <= 0 ? one : other);
    }
    return merged.values().stream().sorted(Change.ORDER).toList();
  }

  /** The change without the body that the event is in. */
  private static Change inside(Change change) {
    ChangeKind kind = OF_EVENTS.getOrDefault(change.kind(), change.kind());
    return new Change(
        kind,
        change.direction(),
        change.places().stream().map(EventComparison::inside).distinct().sorted().toList(),
        change.was(),
        change.now(),
        kind == change.kind() ? change.verdict() : kind.verdict(change.direction()));
  }

  private static String inside(String place) {
    String rest = place.replaceFirst("^(request body|response 200)( › )?", "");
    return rest.isEmpty() || rest.equals("operation") ? "event" : rest;
  }
}
