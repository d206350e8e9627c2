package io.todevice.spec.drift.render;

import static io.todevice.text.Html.escape;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SharedChange;
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
    OperationName name = operation.operation();
    String terms = name.operationId() + " " + name.method() + " " + name.path();
    HtmlOperation html = new HtmlOperation();
    html.open(terms, isOpen, operation.changes());
    html.summary(escape(name.operationId()), " " + Html.route(name), operation.changes());
    html.trace(operation.trace());
    return html.write(operation.changes());
  }

  /** A change of several operations. */
  static String of(SharedChange shared) {
    List<OperationName> operations = shared.operations();
    List<Change> changes = List.of(shared.change());
    HtmlOperation html = new HtmlOperation();
    html.open(
        operations.stream()
            .map(name -> name.operationId() + " " + name.path())
            .collect(Collectors.joining(" ")),
        true,
        changes);
    html.summary("In " + Wording.count(operations.size(), "operation"), "", changes);
    html.line("<dl class=\"trace\">");
    html.entry("Operations", operations.stream().map(OperationName::operationId).toList());
    html.line("</dl>");
    return html.write(changes);
  }

  /** An event. */
  static String of(EventDrift event) {
    HtmlOperation html = new HtmlOperation();
    html.open(event.type(), false, event.changes());
    html.summary(escape(event.type()), "", event.changes());
    return html.write(event.changes());
  }

  private void open(String terms, boolean isOpen, List<Change> changes) {
    boolean breaksClients = changes.stream().anyMatch(change -> change.has(Impact.CLIENTS));
    line(
        "<details class=\"operation\" data-operation=\""
            + escape(terms.toLowerCase(Locale.ROOT))
            + "\""
            + (isOpen || breaksClients ? " open" : "")
            + ">");
  }

  private void summary(String heading, String route, List<Change> changes) {
    line("<summary><h3>" + heading + "</h3>" + route + counts(changes) + "</summary>");
  }

  private String write(List<Change> changes) {
    line("<ul class=\"changes\">");
    changes.forEach(this::change);
    line("</ul>");
    line("</details>");
    return out.toString();
  }

  private static String counts(List<Change> changes) {
    StringBuilder counts = new StringBuilder("<span class=\"counts\">");
    for (Impact impact : Impact.values()) {
      long number = changes.stream().filter(change -> change.has(impact)).count();
      if (number > 0) {
        counts
            .append(
                "<span class=\"badge "
                    + Html.id(impact)
                    + "\" title=\""
                    + escape(impact.label())
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
                  .map(name -> "<code>" + escape(name) + "</code>")
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
          "<span class=\"badge " + Html.id(impact) + "\">" + escape(impact.label()) + "</span>");
    }
    line("<li data-impacts=\"" + classes + "\">");
    line(
        "<p class=\"what\">"
            + badges
            + " <b>"
            + escape(change.kind().label())
            + "</b>"
            + values(change)
            + "</p>");
    for (String place : change.places()) {
      line("<p class=\"place\">" + place(place) + "</p>");
    }
    change
        .source()
        .ifPresent(source -> line("<p class=\"source\">" + escape(source.toString()) + "</p>"));
    if (!change.has(Impact.DOCUMENTATION) || change.acceptance().isPresent()) {
      line("<p class=\"reason\">" + escape(Wording.reasons(change)) + "</p>");
    }
    line("</li>");
  }

  private static String marked(TextDiff.Part part) {
    return switch (part.kind()) {
      case SAME -> escape(part.text());
      case REMOVED -> "<del>" + escape(part.text()) + "</del>";
      case ADDED -> "<ins>" + escape(part.text()) + "</ins>";
    };
  }

  private static String place(String place) {
    return escape(place).replace(" › ", " <span class=\"step\">›</span> ");
  }

  private static String values(Change change) {
    if (Wording.isOfTexts(change)) {
      return " " + Wording.difference(change, HtmlOperation::marked);
    }
    StringBuilder values = new StringBuilder();
    if (!change.was().isEmpty()) {
      values.append(" <del>" + escape(change.was()) + "</del>");
    }
    if (!change.now().isEmpty()) {
      values.append(" <ins>" + escape(change.now()) + "</ins>");
    }
    return values.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
