package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.trace.OperationTrace;
import java.util.List;
import java.util.stream.Collectors;

/** How all formats put things. */
final class Wording {

  private Wording() {}

  /** The class of a change, for example {@code breaks clients and the server's code}. */
  static String classOf(Change change) {
    return change.breaksBoth() ? "breaks clients and the server's code" : change.worst().label();
  }

  /** What was there and what is there; empty where there is nothing to show. */
  static String values(Change change) {
    if (change.was().isEmpty()) {
      return change.now();
    }
    return change.now().isEmpty() ? "was " + change.was() : change.was() + " → " + change.now();
  }

  /** The kind and the values. */
  static String what(Change change) {
    String values = values(change);
    return values.isEmpty() ? change.kind().label() : change.kind().label() + ": " + values;
  }

  /** Where it is, shortened where it is at many places. */
  static String where(Change change) {
    int more = change.places().size() - 1;
    String first = change.places().get(0);
    return more == 0 ? first : first + " (and " + count(more, "more place") + ")";
  }

  static String reasons(Change change) {
    return String.join("; ", change.verdict().reasons().values());
  }

  static String title(DriftReport report) {
    return "What changed from "
        + named(report.before().name())
        + " to "
        + named(report.after().name());
  }

  static String named(String revision) {
    return revision.isEmpty() ? "an unnamed revision" : revision;
  }

  /** A number with its noun, for example {@code 2 operations}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** What of the server belongs to an operation, shortly; empty if it is nothing. */
  static String trace(OperationTrace trace) {
    List<String> parts =
        List.of(
            String.join(", ", trace.implementations()),
            trace.clauses().isEmpty() ? "" : "clauses " + String.join(", ", trace.clauses()),
            trace.tests().isEmpty() ? "" : count(trace.tests().size(), "test"));
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
  }
}
