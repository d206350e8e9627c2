package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.text.OneLine;
import java.util.ArrayList;
import java.util.List;

/** The changes of the served operations, one line for each: for the output of a build. */
public final class ChangeLines {

  private ChangeLines() {}

  /**
   * A line for each change of a served operation that somebody has to follow or to review, with the
   * reason and the classes that it touches, and one for all others together; none if nothing has
   * changed.
   */
  public static List<String> ofAttention(DriftReport report) {
    List<String> lines = new ArrayList<>();
    long others = 0;
    for (OperationDrift operation : report.served()) {
      for (Change change : operation.changes()) {
        if (change.worst().needsAttention()) {
          List<String> classes = operation.trace().implementations();
          lines.add(
              line(operation, change)
                  + " - "
                  + OneLine.of(Wording.reasons(change))
                  + (classes.isEmpty() ? "" : "; see " + String.join(", ", classes)));
        } else {
          others++;
        }
      }
    }
    if (others > 0) {
      lines.add(Wording.count(others, "other change") + " that nobody has to follow");
    }
    return lines;
  }

  /** The lines; none if none of the served operations has changed. */
  public static List<String> of(DriftReport report) {
    List<String> lines = new ArrayList<>();
    for (OperationDrift operation : report.served()) {
      for (Change change : operation.changes()) {
        lines.add(line(operation, change));
      }
    }
    return lines;
  }

  private static String line(OperationDrift operation, Change change) {
    return OneLine.of(
        operation.operation().operationId()
            + ": "
            + Wording.where(change)
            + ": "
            + Wording.what(change)
            + " ("
            + Wording.classOf(change)
            + ")");
  }
}
