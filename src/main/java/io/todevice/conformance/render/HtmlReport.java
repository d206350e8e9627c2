package io.todevice.conformance.render;

import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.spec.trace.Clause;
import io.todevice.spec.trace.Clauses;
import io.todevice.text.Html;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as one page of HTML. Everything can be read without its script, which only filters. */
public final class HtmlReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** With more cases than so many a tile takes two places. */
  private static final int WIDE = 40;

  private final ConformanceReport report;
  private final Map<String, Clause> clauses = Clauses.get();

  private HtmlReport(ConformanceReport report) {
    this.report = report;
  }

  /** The page. */
  public static String of(ConformanceReport report) {
    return Html.page(
        "Conformance of " + report.target(),
        Html.resource(HtmlReport.class, "report.css"),
        Html.resource(HtmlReport.class, "report.js"),
        new HtmlReport(report).body());
  }

  private Html body() {
    Map<String, List<CaseResult>> byClause = byClause();
    return Html.of(
        """
        {}<main>
        <section class="matrix" aria-label="Outcomes by clause">
        {}</section>
        <form class="filters" hidden>
        <input type="search" name="text" placeholder="Filter cases" aria-label="Filter cases by their text">
        {}<output></output>
        </form>
        {}{}</main>
        """,
        header(),
        byClause.entrySet().stream().map(clause -> tile(clause.getKey(), clause.getValue())),
        outcomes().filter(outcome -> report.count(outcome) > 0).map(HtmlReport::choice),
        byClause.entrySet().stream().map(clause -> section(clause.getKey(), clause.getValue())),
        capabilities());
  }

  private Html header() {
    return Html.of(
        """
        <header>
        <h1>Conformance of {}</h1>
        <p class="verdict">{}</p>
        <p>{} cases, held against specification {} on {} in {}. Seed <code>{}</code>.</p>
        <p>{}</p>
        {}<table class="counts">
        <thead><tr><th></th>{}</tr></thead>
        <tbody>
        {}</tbody>
        </table>
        </header>
        """,
        report.target(),
        Wording.verdict(report),
        report.results().size(),
        report.revision(),
        TIME.format(report.started()),
        Wording.of(report.took()),
        report.seed(),
        Wording.slowest(report),
        report.remarks().stream().map(remark -> Html.of("<p>{}</p>\n", remark)),
        outcomes()
            .map(outcome -> Html.of("<th class=\"{}\">{}</th>", css(outcome), Wording.of(outcome))),
        Arrays.stream(Severity.values()).map(this::counts));
  }

  private Html counts(Severity severity) {
    return Html.of(
        "<tr><th>{}</th>{}</tr>\n",
        severity,
        outcomes()
            .map(
                outcome -> {
                  long count = report.count(outcome, severity);
                  return Html.of(
                      "<td class=\"{}\">{}</td>", count == 0 ? "none" : css(outcome), count);
                }));
  }

  private Html tile(String clause, List<CaseResult> results) {
    return Html.of(
        """
        <a class="tile {}{}" href="#{}">
        <strong>{}</strong><span>{}</span>
        <span class="dots">
        {}</span></a>
        """,
        css(worst(results)),
        Html.when(results.size() > WIDE, " wide"),
        clause,
        clause,
        title(clause),
        results.stream()
            .map(
                result ->
                    Html.of(
                        "<i class=\"{}\" title=\"{}: {}\"></i>\n",
                        css(result.outcome()),
                        result.info().id(),
                        Wording.of(result.outcome()))));
  }

  private static Html choice(Outcome outcome) {
    return Html.of(
        """
        <label class="choice {}"><input type="checkbox" name="outcome" value="{}" checked> {}</label>
        """,
        css(outcome),
        css(outcome),
        Wording.of(outcome));
  }

  private Html section(String clause, List<CaseResult> results) {
    return Html.of(
        """
        <section class="clause" id="{}">
        <h2>{} <small>{}</small></h2>
        {}</section>
        """,
        clause,
        clause,
        title(clause),
        results.stream().map(result -> HtmlCase.of(result, report.target())));
  }

  private Html capabilities() {
    return Html.of(
        """
        <section id="capabilities">
        <h2>Capabilities</h2>
        <table>
        <thead><tr><th>capability</th><th></th><th>how that is known</th></tr></thead>
        <tbody>
        {}</tbody>
        </table>
        </section>
        """,
        report.capabilities().stream()
            .map(
                finding ->
                    Html.of(
                        """
                        <tr><td><code>{}</code><br><small>{}</small></td><td>{}</td><td>{}</td></tr>
                        """,
                        finding.capability(),
                        finding.capability().meaning(),
                        finding.isPresent() ? "yes" : "no",
                        finding.evidence())));
  }

  private Map<String, List<CaseResult>> byClause() {
    Map<String, List<CaseResult>> byClause =
        report.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.info().clause(), LinkedHashMap::new, Collectors.toList()));
    Map<String, List<CaseResult>> ordered = new LinkedHashMap<>();
    clauses.keySet().stream()
        .filter(byClause::containsKey)
        .forEach(clause -> ordered.put(clause, byClause.getOrDefault(clause, List.of())));
    byClause.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private String title(String clause) {
    return Wording.title(clauses, clause);
  }

  private static Stream<Outcome> outcomes() {
    return Arrays.stream(Outcome.values());
  }

  /** The colour of a tile: what a reader has to look at first. */
  private static Outcome worst(List<CaseResult> results) {
    for (Outcome outcome :
        List.of(Outcome.FAILED, Outcome.UNEXPECTED_PASS, Outcome.KNOWN_FAILURE, Outcome.PASSED)) {
      if (results.stream().anyMatch(result -> result.outcome() == outcome)) {
        return outcome;
      }
    }
    return Outcome.SKIPPED;
  }

  static String css(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
