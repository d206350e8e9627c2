package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.text.Html;
import java.util.Arrays;
import java.util.List;

/**
 * The report as one page of HTML. Everything can be read without its script, which only filters.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** The page. */
  public static String of(DriftReport report) {
    return Html.page(
        Wording.title(report),
        Html.resource(HtmlReport.class, "report.css"),
        Html.resource(HtmlReport.class, "report.js"),
        Html.of(
            """
            <header>
            <h1>{}</h1>
            <p>{} before, {} now{}.</p>
            <dl class="cards">
            {}</dl>
            </header>
            <main>
            {}{}{}{}{}{}{}</main>
            """,
            Wording.title(report),
            Wording.count(report.before().operations(), "operation"),
            report.after().operations(),
            Html.when(
                report.scope() != DriftReport.Scope.ALL,
                ", {} of them served",
                report.after().operations() - report.notServed().size()),
            Arrays.stream(Impact.values()).map(impact -> card(report, impact)),
            report.isEmpty() ? Html.of("<p class=\"empty\">Nothing has changed.</p>\n") : filters(),
            report.warnings().stream().map(text -> Html.of("<p class=\"note\">{}</p>\n", text)),
            section("served", report.scope().heading(), "", report.served(), true),
            events(report),
            section(
                "unserved",
                "Not served",
                "No code of this server has to follow these.",
                report.unserved(),
                false),
            notCompared(report),
            notServed(report)));
  }

  private static Html card(DriftReport report, Impact impact) {
    long served = DriftReport.count(report.served(), impact);
    return Html.of(
        """
        <div class="card {}{}"><dt>{}</dt><dd><strong>{}</strong><small>{}</small></dd></div>
        """,
        HtmlOperation.id(impact),
        Html.when(served == 0, " none"),
        impact.label(),
        served,
        impact == Impact.CODE
            ? "in served operations"
            : "and " + DriftReport.count(report.unserved(), impact) + " not served");
  }

  private static Html filters() {
    return Html.of(
        """
        <form class="filters" hidden>
        <label class="search">Operation <input type="search" name="operation"></label>
        {}<output></output>
        </form>
        """,
        Arrays.stream(Impact.values())
            .map(
                impact ->
                    Html.of(
                        """
                        <label class="choice {}"><input type="checkbox" name="impact" value="{}" checked> {}</label>
                        """,
                        HtmlOperation.id(impact),
                        HtmlOperation.id(impact),
                        impact.label())));
  }

  private static Html events(DriftReport report) {
    return Html.when(
        !report.events().isEmpty(),
        """
        <section id="events">
        <h2>Events between devices <small>{}</small></h2>
        <p>The server passes them on unchanged; clients have to follow.</p>
        {}</section>
        """,
        Wording.count(report.events().size(), "event"),
        report.events().stream().map(HtmlOperation::of));
  }

  private static Html section(
      String id, String heading, String note, List<OperationDrift> operations, boolean isOpen) {
    SharedChange.Split split = SharedChange.split(operations);
    return Html.when(
        !operations.isEmpty(),
        """
        <section id="{}">
        <h2>{} <small>{}</small></h2>
        {}{}{}</section>
        """,
        id,
        heading,
        Wording.count(operations.size(), "operation"),
        Html.when(!note.isEmpty(), "<p>{}</p>\n", note),
        split.shared().stream().map(HtmlOperation::of),
        split.own().stream().map(operation -> HtmlOperation.of(operation, isOpen)));
  }

  private static Html notCompared(DriftReport report) {
    return Html.when(
        !report.notCompared().isEmpty(),
        """
        <section id="not-compared">
        <h2>Not compared</h2>
        <ul>
        {}</ul>
        </section>
        """,
        report.notCompared().stream().map(part -> Html.of("<li>{}</li>\n", part.reason())));
  }

  private static Html notServed(DriftReport report) {
    return Html.when(
        !report.notServed().isEmpty(),
        """
        <section id="not-served">
        <details>
        <summary><h2>All operations that this server does not serve <small>{} of {}</small></h2></summary>
        <ul class="names">
        {}</ul>
        </details>
        </section>
        """,
        report.notServed().size(),
        Wording.named(report.after().name()),
        report.notServed().stream()
            .map(
                name ->
                    Html.of(
                        "<li><b>{}</b> {}</li>\n", name.operationId(), HtmlOperation.route(name))));
  }
}
