package io.todevice.spec.drift.compare;

import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.Verdict;
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
    Verdict verdict)
    implements Difference {

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

  @Override
  public Finding inside(String... outer) {
    return new Finding(kind, direction, Difference.longer(path, outer), was, now, origin, verdict);
  }

  /** The same, as a change of a shared schema. */
  Finding of(String newOrigin) {
    return new Finding(kind, direction, path, was, now, newOrigin, verdict);
  }

  /** The same where no code of this server is concerned. */
  Finding withoutCode() {
    return new Finding(kind, direction, path, was, now, origin, verdict.withoutCode());
  }

  String place() {
    return String.join(" › ", path);
  }
}
