package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.text.OneLine;
import java.util.List;
import java.util.Locale;

/**
 * The report for a terminal: what counts in full, of the other operations only how much. What
 * several operations have in common is said once.
 */
public final class TextReport {

  private final Paint paint;
  private final BoundedText out = new BoundedText();

  private TextReport(Paint paint) {
    this.paint = paint;
  }

  /** The whole report, with line breaks of one character. */
  public static String of(DriftReport report, Paint paint) {
    return of(report, paint, Long.MAX_VALUE);
  }

  /**
   * The report, cut where it would be longer.
   *
   * @param maxBytes how long it may be in UTF-8; only the summary may be longer
   */
  public static String of(DriftReport report, Paint paint, long maxBytes) {
    TextReport text = new TextReport(paint);
    text.write(report);
    return text.out.toString(maxBytes);
  }

  private void write(DriftReport report) {
    summary(report);
    report.warnings().forEach(warning -> line("Note: " + OneLine.of(warning), 0));
    report.notCompared().forEach(part -> line("Not compared: " + OneLine.of(part.reason()), 0));
    if (!report.served().isEmpty()) {
      SharedChange.Split split = SharedChange.split(report.served());
      heading(report.scope().heading());
      split.shared().forEach(this::shared);
      split.own().forEach(this::served);
    }
    if (!report.events().isEmpty()) {
      heading(
          "Events between devices: the server passes them on unchanged, clients have to follow");
      report.events().forEach(this::event);
    }
    if (!report.unserved().isEmpty()) {
      heading("Not served, so no code of this server has to follow");
      out.heading("\n");
      SharedChange.Split split = SharedChange.split(report.unserved());
      split.shared().forEach(this::shared);
      split.own().forEach(this::unserved);
    }
    if (report.scope() != DriftReport.Scope.ALL) {
      line("", 0);
      line(
          Wording.count(report.notServed().size(), "operation")
              + OneLine.of(" of " + Wording.named(report.after().name()))
              + (report.notServed().size() == 1 ? " is" : " are")
              + " not served.",
          0);
    }
  }

  private void summary(DriftReport report) {
    StringBuilder text = new StringBuilder();
    text.append(paint.heading(OneLine.of(Wording.title(report))))
        .append('\n')
        .append(Wording.count(report.before().operations(), "operation"))
        .append(" before, ")
        .append(report.after().operations())
        .append(" now\n\n");
    if (report.isEmpty()) {
      out.add(text + "Nothing has changed.\n", 0);
      return;
    }
    boolean isAll = report.scope() == DriftReport.Scope.ALL;
    text.append(
        String.format(Locale.ROOT, "%-26s%8s", "changes", isAll ? "number" : "served")
            + (isAll ? "" : String.format(Locale.ROOT, "%12s", "not served"))
            + "\n");
    for (Impact impact : Impact.values()) {
      long served = DriftReport.count(report.served(), impact);
      String others =
          impact == Impact.CODE ? "-" : Long.toString(DriftReport.count(report.unserved(), impact));
      String row =
          String.format(Locale.ROOT, "%-26s%8d", impact.label(), served)
              + (isAll ? "" : String.format(Locale.ROOT, "%12s", others));
      text.append(served == 0 ? row : paint.impact(impact, row)).append('\n');
    }
    long accepted = report.counted().filter(change -> change.acceptance().isPresent()).count();
    if (accepted > 0) {
      text.append(Wording.count(accepted, "change")).append(" of them accepted\n");
    }
    out.add(text.toString(), 0);
  }

  private void shared(SharedChange shared) {
    out.heading(
        "\n  in "
            + Wording.count(shared.operations().size(), "operation")
            + ": "
            + paint.impact(shared.change().worst(), Wording.classOf(shared.change()))
            + "\n");
    change(shared.change(), shared.operations().size());
    line("      " + OneLine.of(Wording.names(shared.operations())), 0);
  }

  private void served(OperationDrift operation) {
    out.heading("\n" + name(operation.operation()) + "\n");
    String trace = Wording.trace(operation.trace());
    if (!trace.isEmpty()) {
      out.heading("  touches " + OneLine.of(trace) + "\n");
    }
    changes(operation.changes());
  }

  private void event(EventDrift event) {
    out.heading("\n" + OneLine.of(event.type()) + "\n");
    changes(event.changes());
  }

  private void changes(List<Change> changes) {
    String group = "";
    for (Change change : changes) {
      String label = Wording.classOf(change);
      if (!label.equals(group)) {
        group = label;
        out.heading("  " + paint.impact(change.worst(), label) + "\n");
      }
      change(change, 1);
    }
  }

  private void change(Change change, int number) {
    String source = Wording.source(change);
    line(
        "    "
            + OneLine.of(Wording.where(change) + ": " + Wording.what(change))
            + (source.isEmpty() ? "" : OneLine.of("  (" + source + ")")),
        number);
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
    String fate = Wording.fate(operation);
    line(
        "  " + name(operation.operation()) + ": " + (fate.isEmpty() ? "" : fate + ", ") + counts,
        operation.changes().size());
  }

  private static String name(OperationName operation) {
    return OneLine.of(operation.operationId() + "  " + operation.method() + " " + operation.path());
  }

  private void heading(String text) {
    out.heading("\n" + paint.heading(text) + "\n");
  }

  private void line(String text, int changes) {
    out.add(text.stripTrailing() + "\n", changes);
  }
}
