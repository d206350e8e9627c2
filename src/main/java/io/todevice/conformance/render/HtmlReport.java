package io.todevice.conformance.render;

import static io.todevice.text.Html.escape;

import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.spec.trace.Clause;
import io.todevice.spec.trace.Clauses;
import io.todevice.text.PackedFile;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run as one page of HTML that needs nothing else: no script, style, picture or font from
 * outside. Everything can be read without its script, which only filters.
 */
public final class HtmlReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** With more cases than so many a tile takes two places. */
  private static final int WIDE = 40;

  private final ConformanceReport report;
  private final Map<String, Clause> clauses = Clauses.get();
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(ConformanceReport report) {
    this.report = report;
  }

  /** The page. */
  public static String of(ConformanceReport report) {
    return new HtmlReport(report).write();
  }

  private String write() {
    String title = "Conformance of " + escape(report.target());
    line("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<meta name=\"color-scheme\" content=\"light dark\">");
    line(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
            + " 'unsafe-inline'; script-src 'unsafe-inline'\">");
    line("<title>" + title + "</title>");
    line(
        "<style>\n"
            + PackedFile.readText(HtmlReport.class, "report.css")
            + "</style>\n</head>\n<body>");
    header(title);
    line("<main>");
    matrix();
    filters();
    cases();
    capabilities();
    line("</main>");
    line(
        "<script>\n"
            + PackedFile.readText(HtmlReport.class, "report.js")
            + "</script>\n</body>\n</html>");
    return out.toString();
  }

  private void header(String title) {
    line("<header>\n<h1>" + title + "</h1>");
    line("<p class=\"verdict\">" + escape(Wording.verdict(report)) + "</p>");
    line(
        "<p>"
            + report.results().size()
            + " cases, held against specification "
            + escape(report.revision())
            + " on "
            + TIME.format(report.started())
            + " in "
            + Wording.of(report.took())
            + ". Seed <code>"
            + report.seed()
            + "</code>.</p>");
    line("<p>" + escape(Wording.slowest(report)) + "</p>");
    report.remarks().forEach(remark -> line("<p>" + escape(remark) + "</p>"));
    line("<table class=\"counts\">\n<thead><tr><th></th>");
    for (Outcome outcome : Outcome.values()) {
      line("<th class=\"" + css(outcome) + "\">" + Wording.of(outcome) + "</th>");
    }
    line("</tr></thead>\n<tbody>");
    for (Severity severity : Severity.values()) {
      line("<tr><th>" + severity + "</th>");
      for (Outcome outcome : Outcome.values()) {
        long count = report.count(outcome, severity);
        line("<td class=\"" + (count == 0 ? "none" : css(outcome)) + "\">" + count + "</td>");
      }
      line("</tr>");
    }
    line("</tbody>\n</table>\n</header>");
  }

  private void matrix() {
    line("<section class=\"matrix\" aria-label=\"Outcomes by clause\">");
    byClause()
        .forEach(
            (clause, results) -> {
              String width = results.size() > WIDE ? " wide" : "";
              line(
                  "<a class=\"tile "
                      + css(worst(results))
                      + width
                      + "\" href=\"#"
                      + clause
                      + "\">");
              line("<strong>" + clause + "</strong><span>" + title(clause) + "</span>");
              line("<span class=\"dots\">");
              for (CaseResult result : results) {
                line(
                    "<i class=\""
                        + css(result.outcome())
                        + "\" title=\""
                        + escape(result.info().id() + ": " + Wording.of(result.outcome()))
                        + "\"></i>");
              }
              line("</span></a>");
            });
    line("</section>");
  }

  private void filters() {
    line("<form class=\"filters\" hidden>");
    line(
        "<input type=\"search\" name=\"text\" placeholder=\"Filter cases\" aria-label=\"Filter"
            + " cases by their text\">");
    for (Outcome outcome : Outcome.values()) {
      if (report.count(outcome) > 0) {
        line(
            "<label class=\"choice "
                + css(outcome)
                + "\"><input type=\"checkbox\" name=\"outcome\" value=\""
                + css(outcome)
                + "\" checked> "
                + Wording.of(outcome)
                + "</label>");
      }
    }
    line("<output></output>\n</form>");
  }

  private void cases() {
    byClause()
        .forEach(
            (clause, results) -> {
              line("<section class=\"clause\" id=\"" + clause + "\">");
              line("<h2>" + clause + " <small>" + title(clause) + "</small></h2>");
              results.forEach(result -> HtmlCase.write(result, report.target(), out));
              line("</section>");
            });
  }

  private void capabilities() {
    line("<section id=\"capabilities\">\n<h2>What the server is able to do</h2>\n<table>");
    line("<thead><tr><th>capability</th><th></th><th>how that is known</th></tr></thead>\n<tbody>");
    for (CapabilityFinding finding : report.capabilities()) {
      line(
          "<tr><td><code>"
              + finding.capability()
              + "</code><br><small>"
              + escape(finding.capability().meaning())
              + "</small></td><td>"
              + (finding.isPresent() ? "yes" : "no")
              + "</td><td>"
              + escape(finding.evidence())
              + "</td></tr>");
    }
    line("</tbody>\n</table>\n</section>");
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
    return escape(
        Optional.ofNullable(clauses.get(clause))
            .map(Clause::title)
            .orElse("what the document says of each operation"));
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

  private void line(String text) {
    out.append(text).append('\n');
  }
}
