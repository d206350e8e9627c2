package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.spec.trace.OperationTrace;
import io.todevice.text.Html;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One operation on the HTML page, with its changes. */
final class HtmlOperation {

  private HtmlOperation() {}

  /** The operation, folded out or, where it breaks no clients, not. */
  static Html of(OperationDrift operation, boolean isOpen) {
    OperationName name = operation.operation();
    OperationTrace trace = operation.trace();
    return details(
        name.operationId() + " " + name.method() + " " + name.path(),
        isOpen,
        name.operationId(),
        Html.of(" {}", route(name)),
        Html.when(
            !trace.equals(OperationTrace.NONE),
            "<dl class=\"trace\">\n{}{}{}</dl>\n",
            names("Implemented by", trace.implementations()),
            names("Clauses", trace.clauses()),
            names("Tests", trace.tests())),
        operation.changes());
  }

  /** A change of several operations. */
  static Html of(SharedChange shared) {
    List<OperationName> operations = shared.operations();
    return details(
        operations.stream()
            .map(name -> name.operationId() + " " + name.path())
            .collect(Collectors.joining(" ")),
        true,
        "In " + Wording.count(operations.size(), "operation"),
        Html.NONE,
        Html.of(
            "<dl class=\"trace\">\n{}</dl>\n",
            names("Operations", operations.stream().map(OperationName::operationId).toList())),
        List.of(shared.change()));
  }

  /** An event. */
  static Html of(EventDrift event) {
    return details(event.type(), false, event.type(), Html.NONE, Html.NONE, event.changes());
  }

  /** The method and the path of an operation. */
  static Html route(OperationName name) {
    return Html.of("<code class=\"route\"><b>{}</b> {}</code>", name.method(), name.path());
  }

  /** What a class of changes is called in styles and in the script. */
  static String id(Impact impact) {
    return impact.name().toLowerCase(Locale.ROOT);
  }

  private static Html details(
      String terms, boolean isOpen, String heading, Html route, Html trace, List<Change> changes) {
    return Html.of(
        """
        <details class="operation" data-operation="{}"{}>
        <summary><h3>{}</h3>{}<span class="counts">{}</span></summary>
        {}<ul class="changes">
        {}</ul>
        </details>
        """,
        terms.toLowerCase(Locale.ROOT),
        Html.when(
            isOpen || changes.stream().anyMatch(change -> change.has(Impact.CLIENTS)), " open"),
        heading,
        route,
        Arrays.stream(Impact.values()).map(impact -> count(changes, impact)),
        trace,
        changes.stream().map(HtmlOperation::change));
  }

  private static Html count(List<Change> changes, Impact impact) {
    long number = changes.stream().filter(change -> change.has(impact)).count();
    return Html.when(
        number > 0,
        "<span class=\"badge {}\" title=\"{}\">{}</span>",
        id(impact),
        impact.label(),
        number);
  }

  private static Html names(String term, List<String> names) {
    return Html.when(
        !names.isEmpty(),
        "<div><dt>{}</dt><dd>{}</dd></div>\n",
        term,
        Html.joined(", ", names.stream().map(name -> Html.of("<code>{}</code>", name))));
  }

  private static Html change(Change change) {
    return Html.of(
        """
        <li data-impacts="{}">
        <p class="what">{} <b>{}</b>{}</p>
        {}{}{}</li>
        """,
        change.verdict().impacts().stream().map(HtmlOperation::id).collect(Collectors.joining(" ")),
        change.verdict().impacts().stream()
            .map(
                impact ->
                    Html.of("<span class=\"badge {}\">{}</span>", id(impact), impact.label())),
        change.kind().label(),
        values(change),
        change.places().stream().map(HtmlOperation::place),
        change
            .source()
            .map(source -> Html.of("<p class=\"source\">{}</p>\n", source))
            .orElse(Html.NONE),
        Html.when(
            !change.has(Impact.DOCUMENTATION) || change.acceptance().isPresent(),
            "<p class=\"reason\">{}</p>\n",
            Wording.reasons(change)));
  }

  private static Html place(String place) {
    return Html.of(
        "<p class=\"place\">{}</p>\n",
        Html.joined(
            " <span class=\"step\">›</span> ",
            Stream.of(place.split(" › ", -1)).map(step -> Html.of("{}", step))));
  }

  private static Html values(Change change) {
    if (Wording.isOfTexts(change)) {
      return Html.of(
          " {}", Html.joined(" ", Wording.difference(change).stream().map(HtmlOperation::marked)));
    }
    return Html.of(
        "{}{}",
        Html.when(!change.was().isEmpty(), " <del>{}</del>", change.was()),
        Html.when(!change.now().isEmpty(), " <ins>{}</ins>", change.now()));
  }

  private static Html marked(TextDiff.Part part) {
    return switch (part.kind()) {
      case SAME -> Html.of("{}", part.text());
      case REMOVED -> Html.of("<del>{}</del>", part.text());
      case ADDED -> Html.of("<ins>{}</ins>", part.text());
    };
  }
}
