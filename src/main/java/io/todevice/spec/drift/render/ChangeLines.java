package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.OperationDrift;
import java.util.ArrayList;
import java.util.List;

/** The changes of the served operations, one line for each: for the output of a build. */
public final class ChangeLines {

  private ChangeLines() {}

  /** The lines; none if none of the served operations has changed. */
  public static List<String> of(DriftReport report) {
    List<String> lines = new ArrayList<>();
    for (OperationDrift operation : report.served()) {
      for (Change change : operation.changes()) {
        lines.add(
            PlainText.of(
                operation.operation().operationId()
                    + ": "
                    + Wording.where(change)
                    + ": "
                    + Wording.what(change)
                    + " ("
                    + Wording.classOf(change)
                    + ")"));
      }
    }
    return lines;
  }
}
