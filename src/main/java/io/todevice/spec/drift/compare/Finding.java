package io.todevice.spec.drift.compare;

import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A change at one place.
 *
 * @param path the place, from outside to inside
 * @param origin what it is a change of, where that is a shared schema: the same change of the same
 *     schema at two places has one origin; empty otherwise
 */
record Finding(
    ChangeKind kind,
    Direction direction,
    List<String> path,
    String was,
    String now,
    String origin,
    Verdict verdict) {

  Finding {
    path = List.copyOf(path);
  }

  static Finding of(ChangeKind kind, Direction direction, String was, String now, String... path) {
    return new Finding(kind, direction, List.of(path), was, now, "", kind.verdict(direction));
  }

  /** A change of what clients send. */
  static Finding ofRequest(ChangeKind kind, String was, String now, String... path) {
    return of(kind, Direction.REQUEST, was, now, path);
  }

  /** The same, seen from outside. */
  Finding inside(String... outer) {
    List<String> longer = new ArrayList<>(List.of(outer));
    longer.addAll(path);
    return new Finding(kind, direction, longer, was, now, origin, verdict);
  }

  /** The same, as a change of a shared schema, if it is not yet one of another inside that. */
  Finding of(String sharedSchema) {
    return origin.isEmpty()
        ? new Finding(kind, direction, path, was, now, sharedSchema + " " + place(), verdict)
        : this;
  }

  /** The same where no code of this server is concerned. */
  Finding withoutCode() {
    return new Finding(kind, direction, path, was, now, origin, verdict.withoutCode());
  }

  String place() {
    return String.join(" › ", path);
  }
}
