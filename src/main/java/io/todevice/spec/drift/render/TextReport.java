package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import java.util.List;
import java.util.Locale;

/**
 * The report for a terminal: what concerns the server in full, of the operations that it does not
 * serve only how much.
 */
public final class TextReport {

  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private TextReport(Paint paint) {
    this.paint = paint;
  }

  /** The report, with line breaks of one character. */
  public static String of(DriftReport report, Paint paint) {
    return new TextReport(paint).write(report);
  }

  private String write(DriftReport report) {
    line(paint.heading(PlainText.of(Wording.title(report))));
    line(
        Wording.count(report.before().operations(), "operation")
            + " before, "
            + report.after().operations()
            + " now");
    line("");
    if (report.isEmpty()) {
      line("Nothing has changed.");
    } else {
      summary(report);
      if (!report.served().isEmpty()) {
        line("");
        line(paint.heading("Served by this server"));
        report.served().forEach(this::served);
      }
      if (!report.unserved().isEmpty()) {
        line("");
        line(paint.heading("Not served, so no code of this server has to follow"));
        line("");
        report.unserved().forEach(this::unserved);
      }
    }
    report
        .notCompared()
        .forEach(part -> line(paint.heading("not compared: ") + PlainText.of(part.reason())));
    line("");
    line(
        Wording.count(report.notServed().size(), "operation")
            + PlainText.of(" of " + Wording.named(report.after().name()))
            + (report.notServed().size() == 1 ? " is" : " are")
            + " not served.");
    return out.toString();
  }

  private void summary(DriftReport report) {
    line(String.format(Locale.ROOT, "%-26s%8s%12s", "changes", "served", "not served"));
    for (Impact impact : Impact.values()) {
      long served = DriftReport.count(report.served(), impact);
      String row =
          String.format(
              Locale.ROOT,
              "%-26s%8d%12s",
              impact.label(),
              served,
              impact == Impact.CODE
                  ? "-"
                  : Long.toString(DriftReport.count(report.unserved(), impact)));
      line(served == 0 ? row : paint.impact(impact, row));
    }
  }

  private void served(OperationDrift operation) {
    line("");
    line(name(operation.operation()));
    String group = "";
    for (Change change : operation.changes()) {
      String label = Wording.classOf(change);
      if (!label.equals(group)) {
        group = label;
        line("  " + paint.impact(change.worst(), label));
      }
      line("    " + PlainText.of(Wording.where(change) + ": " + Wording.what(change)));
    }
    String trace = Wording.trace(operation.trace());
    if (!trace.isEmpty()) {
      line("  touches " + PlainText.of(trace));
    }
  }

  private void unserved(OperationDrift operation) {
    StringBuilder counts = new StringBuilder();
    for (Impact impact : Impact.values()) {
      long number = DriftReport.count(List.of(operation), impact);
      if (number > 0) {
        counts
            .append(counts.length() == 0 ? "" : ", ")
            .append(paint.impact(impact, number + " " + impact.label()));
      }
    }
    line("  " + name(operation.operation()) + ": " + counts);
  }

  private static String name(OperationName operation) {
    return PlainText.of(
        operation.operationId() + "  " + operation.method() + " " + operation.path());
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
