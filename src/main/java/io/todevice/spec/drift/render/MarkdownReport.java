package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import java.util.List;

/**
 * The report in GitHub's Markdown, for a pull request: what concerns the server in full, of the
 * operations that it does not serve what breaks clients, and how much else.
 */
public final class MarkdownReport {

  private final StringBuilder out = new StringBuilder();

  private MarkdownReport() {}

  /** The report, with line breaks of one character. */
  public static String of(DriftReport report) {
    return new MarkdownReport().write(report);
  }

  private String write(DriftReport report) {
    line("# " + escape(Wording.title(report)));
    line("");
    line(
        Wording.count(report.before().operations(), "operation")
            + " before, "
            + report.after().operations()
            + " now.");
    line("");
    if (report.isEmpty()) {
      line("Nothing has changed.");
      line("");
    } else {
      summary(report);
    }
    if (!report.served().isEmpty()) {
      line("## Served by this server");
      line("");
      report.served().forEach(this::served);
    }
    if (!report.unserved().isEmpty()) {
      line("## Not served, so no code of this server has to follow");
      line("");
      unserved(report.unserved());
    }
    notCompared(report);
    notServed(report);
    return out.toString();
  }

  private void notCompared(DriftReport report) {
    report.notCompared().forEach(part -> line("- not compared: " + escape(part.reason())));
    if (!report.notCompared().isEmpty()) {
      line("");
    }
  }

  private void summary(DriftReport report) {
    line("| changes | served | not served |");
    line("| --- | ---: | ---: |");
    for (Impact impact : Impact.values()) {
      line(
          "| "
              + impact.label()
              + " | "
              + DriftReport.count(report.served(), impact)
              + " | "
              + (impact == Impact.CODE
                  ? "–"
                  : Long.toString(DriftReport.count(report.unserved(), impact)))
              + " |");
    }
    line("");
  }

  private void served(OperationDrift operation) {
    line("### " + name(operation.operation()));
    line("");
    String trace = Wording.trace(operation.trace());
    if (!trace.isEmpty()) {
      line("Touches " + escape(trace) + ".");
      line("");
    }
    table(operation.changes());
    if (!operation.trace().tests().isEmpty()) {
      line("<details><summary>Its tests</summary>");
      line("");
      operation.trace().tests().forEach(test -> line("- " + escape(test)));
      line("");
      line("</details>");
      line("");
    }
  }

  private void unserved(List<OperationDrift> operations) {
    for (OperationDrift operation : operations) {
      List<Change> breaking =
          operation.changes().stream().filter(change -> change.has(Impact.CLIENTS)).toList();
      if (!breaking.isEmpty()) {
        line("### " + name(operation.operation()));
        line("");
        table(breaking);
      }
    }
    line("| operation | breaks clients | compatible | documentation only |");
    line("| --- | ---: | ---: | ---: |");
    for (OperationDrift operation : operations) {
      line(
          "| "
              + name(operation.operation())
              + " | "
              + number(operation, Impact.CLIENTS)
              + " | "
              + number(operation, Impact.COMPATIBLE)
              + " | "
              + number(operation, Impact.DOCUMENTATION)
              + " |");
    }
    line("");
  }

  private void notServed(DriftReport report) {
    String heading =
        Wording.count(report.notServed().size(), "operation")
            + escape(" of " + Wording.named(report.after().name()))
            + " not served";
    line("<details><summary>" + heading + "</summary>");
    line("");
    report.notServed().forEach(operation -> line("- " + name(operation)));
    line("");
    line("</details>");
  }

  private void table(List<Change> changes) {
    line("| class | where | what | why of this class |");
    line("| --- | --- | --- | --- |");
    for (Change change : changes) {
      line(
          "| "
              + Wording.classOf(change)
              + " | "
              + String.join("<br>", change.places().stream().map(MarkdownReport::escape).toList())
              + " | "
              + escape(Wording.what(change))
              + " | "
              + escape(Wording.reasons(change))
              + " |");
    }
    line("");
  }

  private static long number(OperationDrift operation, Impact impact) {
    return DriftReport.count(List.of(operation), impact);
  }

  private static String name(OperationName operation) {
    return escape(operation.operationId())
        + " ("
        + escape(operation.method() + " " + operation.path())
        + ")";
  }

  /** Text that neither ends a cell or a line nor means anything to Markdown or HTML. */
  static String escape(String text) {
    return PlainText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_\\[\\]|~!])", "\\\\$1");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
