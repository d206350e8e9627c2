package io.todevice.spec.drift.render;

import static io.todevice.text.Markdown.escape;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.text.Markdown;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report in GitHub's Markdown, for a pull request: the summary, what counts in full, of the
 * other operations what breaks clients or is to be reviewed, and how much else. What several
 * operations have in common is said once.
 */
public final class MarkdownReport {

  private static final String TABLE =
      "| class | where | what | why of this class |\n| --- | --- | --- | --- |\n";
  private static final String SHARED_TABLE =
      "| operations | class | where | what | why of this class |\n"
          + "| --- | --- | --- | --- | --- |\n";

  private final BoundedText out = new BoundedText();

  private MarkdownReport() {}

  /** The whole report, with line breaks of one character. */
  public static String of(DriftReport report) {
    return of(report, Long.MAX_VALUE);
  }

  /**
   * The report, cut where it would be longer.
   *
   * @param maxBytes how long it may be in UTF-8; only the summary may be longer
   */
  public static String of(DriftReport report, long maxBytes) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.write(report);
    return markdown.out.toString(maxBytes);
  }

  private void write(DriftReport report) {
    summary(report);
    report.warnings().forEach(warning -> line("- Note: " + escape(warning), 0));
    report.notCompared().forEach(part -> line("- not compared: " + escape(part.reason()), 0));
    if (!report.served().isEmpty()) {
      out.heading("\n## " + report.scope().heading() + "\n");
      SharedChange.Split split = SharedChange.split(report.served());
      shared(split.shared());
      split.own().forEach(this::served);
    }
    if (!report.events().isEmpty()) {
      out.heading(
          "\n## Events between devices\n\nThe server passes them on unchanged; clients have to"
              + " follow.\n");
      report.events().forEach(this::event);
    }
    if (!report.unserved().isEmpty()) {
      out.heading("\n## Not served, so no code of this server has to follow\n");
      unserved(SharedChange.split(report.unserved()));
    }
    if (report.scope() != DriftReport.Scope.ALL) {
      line(
          "\n"
              + Wording.count(report.notServed().size(), "operation")
              + escape(" of " + Wording.named(report.after().name()))
              + " not served.",
          0);
    }
  }

  private void summary(DriftReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(escape(Wording.title(report))).append("\n\n");
    text.append(Wording.count(report.before().operations(), "operation"))
        .append(" before, ")
        .append(report.after().operations())
        .append(" now.\n\n");
    if (report.isEmpty()) {
      text.append("Nothing has changed.\n");
    } else {
      boolean isAll = report.scope() == DriftReport.Scope.ALL;
      text.append(isAll ? "| changes | number |\n" : "| changes | served | not served |\n");
      text.append(isAll ? "| --- | ---: |\n" : "| --- | ---: | ---: |\n");
      for (Impact impact : Impact.values()) {
        String others =
            impact == Impact.CODE
                ? "–"
                : Long.toString(DriftReport.count(report.unserved(), impact));
        text.append("| " + impact.label() + " | ")
            .append(DriftReport.count(report.served(), impact))
            .append(isAll ? " |\n" : " | " + others + " |\n");
      }
      long accepted = report.counted().filter(change -> change.acceptance().isPresent()).count();
      if (accepted > 0) {
        text.append("\n" + Wording.count(accepted, "change") + " of them accepted.\n");
      }
    }
    boolean hasNotes = !report.warnings().isEmpty() || !report.notCompared().isEmpty();
    out.add(text + (hasNotes ? "\n" : ""), 0);
  }

  private void shared(List<SharedChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.heading("\n### In several operations\n\n" + SHARED_TABLE);
    for (SharedChange shared : changes) {
      line(
          "| " + operations(shared.operations()) + row(shared.change()),
          shared.operations().size());
    }
  }

  private static String operations(List<OperationName> operations) {
    String number = Wording.count(operations.size(), "operation");
    return operations.size() <= Wording.MAX_NAMES
        ? number + ": " + escape(Wording.names(operations))
        : "<details><summary>"
            + number
            + "</summary>"
            + operations.stream()
                .map(operation -> escape(operation.operationId()))
                .collect(Collectors.joining(", "))
            + "</details>";
  }

  private void served(OperationDrift operation) {
    out.heading("\n### " + name(operation.operation()) + "\n\n");
    String trace = Wording.trace(operation.trace());
    if (!trace.isEmpty()) {
      out.heading("Touches " + escape(trace) + ".\n\n");
    }
    table(operation.changes());
  }

  private void event(EventDrift event) {
    out.heading("\n### " + escape(event.type()) + "\n\n");
    table(event.changes());
  }

  private void unserved(SharedChange.Split split) {
    shared(split.shared());
    for (OperationDrift operation : split.own()) {
      List<Change> breaking =
          operation.changes().stream()
              .filter(change -> change.has(Impact.CLIENTS) || change.has(Impact.REVIEW))
              .toList();
      if (!breaking.isEmpty()) {
        out.heading("\n### " + name(operation.operation()) + "\n\n");
        table(breaking);
      }
    }
    out.heading(
        "\n| operation | | compatible | documentation only |\n| --- | --- | ---: | ---: |\n");
    for (OperationDrift operation : split.own()) {
      long compatible = number(operation, Impact.COMPATIBLE);
      long documentation = number(operation, Impact.DOCUMENTATION);
      if (compatible + documentation > 0) {
        line(
            "| "
                + name(operation.operation())
                + " | "
                + Wording.fate(operation)
                + " | "
                + compatible
                + " | "
                + documentation
                + " |",
            (int) (compatible + documentation));
      }
    }
  }

  private void table(List<Change> changes) {
    out.heading(TABLE);
    for (Change change : changes) {
      line("| " + row(change).substring(3), 1);
    }
  }

  private static String row(Change change) {
    String source = Wording.source(change);
    return " | "
        + Wording.classOf(change)
        + " | "
        + places(change)
        + (source.isEmpty() ? "" : "<br>" + escape(source))
        + " | "
        + what(change)
        + " | "
        + escape(Wording.reasons(change))
        + " |";
  }

  private static String places(Change change) {
    List<String> places = change.places();
    return places.size() <= Wording.MAX_PLACES
        ? places.stream().map(Markdown::escape).collect(Collectors.joining("<br>"))
        : escape(Wording.where(change));
  }

  private static String what(Change change) {
    return Wording.isOfTexts(change)
        ? escape(change.kind().label())
            + ": "
            + Wording.difference(change).stream()
                .map(MarkdownReport::marked)
                .collect(Collectors.joining(" "))
        : escape(Wording.what(change));
  }

  private static String marked(TextDiff.Part part) {
    return switch (part.kind()) {
      case SAME -> escape(part.text());
      case REMOVED -> "<del>" + escape(part.text()) + "</del>";
      case ADDED -> "<ins>" + escape(part.text()) + "</ins>";
    };
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

  private void line(String text, int changes) {
    out.add(text + "\n", changes);
  }
}
