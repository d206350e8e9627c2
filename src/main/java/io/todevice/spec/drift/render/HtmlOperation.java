package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.trace.OperationTrace;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One operation on the HTML page, with its changes. */
final class HtmlOperation {

  private final StringBuilder out = new StringBuilder();

  private HtmlOperation() {}

  /** The operation, folded out or, where it breaks no clients, not. */
  static String of(OperationDrift operation, boolean isOpen) {
    return new HtmlOperation().write(operation, isOpen);
  }

  private String write(OperationDrift operation, boolean isOpen) {
    OperationName name = operation.operation();
    line(
        "<details class=\"operation\" data-operation=\""
            + Html.escape(
                (name.operationId() + " " + name.method() + " " + name.path())
                    .toLowerCase(Locale.ROOT))
            + "\""
            + (isOpen || operation.changes().stream().anyMatch(change -> change.has(Impact.CLIENTS))
                ? " open"
                : "")
            + ">");
    line(
        "<summary><h3>"
            + Html.escape(name.operationId())
            + "</h3> "
            + Html.route(name)
            + counts(operation)
            + "</summary>");
    trace(operation.trace());
    line("<ul class=\"changes\">");
    operation.changes().forEach(this::change);
    line("</ul>");
    line("</details>");
    return out.toString();
  }

  private static String counts(OperationDrift operation) {
    StringBuilder counts = new StringBuilder("<span class=\"counts\">");
    for (Impact impact : Impact.values()) {
      long number = DriftReport.count(List.of(operation), impact);
      if (number > 0) {
        counts
            .append(
                "<span class=\"badge "
                    + Html.id(impact)
                    + "\" title=\""
                    + Html.escape(impact.label())
                    + "\">")
            .append(number)
            .append("</span>");
      }
    }
    return counts.append("</span>").toString();
  }

  private void trace(OperationTrace trace) {
    if (trace.equals(OperationTrace.NONE)) {
      return;
    }
    line("<dl class=\"trace\">");
    entry("Implemented by", trace.implementations());
    entry("Clauses", trace.clauses());
    entry("Tests", trace.tests());
    line("</dl>");
  }

  private void entry(String term, List<String> names) {
    if (!names.isEmpty()) {
      line(
          "<div><dt>"
              + term
              + "</dt><dd>"
              + names.stream()
                  .map(name -> "<code>" + Html.escape(name) + "</code>")
                  .collect(Collectors.joining(", "))
              + "</dd></div>");
    }
  }

  private void change(Change change) {
    String classes =
        change.verdict().impacts().stream().map(Html::id).collect(Collectors.joining(" "));
    StringBuilder badges = new StringBuilder();
    for (Impact impact : change.verdict().impacts()) {
      badges.append(
          "<span class=\"badge "
              + Html.id(impact)
              + "\">"
              + Html.escape(impact.label())
              + "</span>");
    }
    line("<li data-impacts=\"" + classes + "\">");
    line(
        "<p class=\"what\">"
            + badges
            + " <b>"
            + Html.escape(change.kind().label())
            + "</b>"
            + values(change)
            + "</p>");
    for (String place : change.places()) {
      line("<p class=\"place\">" + place(place) + "</p>");
    }
    if (!change.has(Impact.DOCUMENTATION)) {
      line("<p class=\"reason\">" + Html.escape(Wording.reasons(change)) + "</p>");
    }
    line("</li>");
  }

  private static String place(String place) {
    return Html.escape(place).replace(" › ", " <span class=\"step\">›</span> ");
  }

  private static String values(Change change) {
    StringBuilder values = new StringBuilder();
    if (!change.was().isEmpty()) {
      values.append(" <del>" + Html.escape(change.was()) + "</del>");
    }
    if (!change.now().isEmpty()) {
      values.append(" <ins>" + Html.escape(change.now()) + "</ins>");
    }
    return values.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
