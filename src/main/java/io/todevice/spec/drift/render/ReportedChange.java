package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change that formats for other programs list.
 *
 * @param subject the operation's ID or the event's type
 * @param change the change
 * @param counts whether it is one of an operation that counts
 */
record ReportedChange(String subject, Change change, boolean counts) {

  /** How much a change matters. */
  enum Level {
    ERROR,
    WARNING,
    NOTE
  }

  /** The changes of the operations that count, and of the events. */
  static List<ReportedChange> listOf(DriftReport report) {
    return Stream.concat(
            report.served().stream()
                .flatMap(
                    operation ->
                        operation.changes().stream()
                            .map(
                                change ->
                                    new ReportedChange(
                                        operation.operation().operationId(), change, true))),
            report.events().stream()
                .flatMap(
                    event ->
                        event.changes().stream()
                            .map(change -> new ReportedChange(event.type(), change, false))))
        .toList();
  }

  Level level() {
    if (change.worst().isBreaking()) {
      return counts ? Level.ERROR : Level.WARNING;
    }
    return change.has(Impact.REVIEW) ? Level.WARNING : Level.NOTE;
  }

  boolean isAccepted() {
    return change.acceptance().isPresent();
  }

  /** The change in one sentence. */
  String message() {
    return subject
        + ": "
        + Wording.where(change)
        + ": "
        + Wording.what(change)
        + " ("
        + Wording.classOf(change)
        + ": "
        + Wording.reasons(change)
        + ")";
  }

  String fingerprint() {
    return change.fingerprint(subject);
  }
}
