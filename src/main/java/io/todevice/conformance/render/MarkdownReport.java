package io.todevice.conformance.render;

import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.text.Markdown;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as tables of Markdown, for a page that is kept: what failed with its judgement, and how
 * every case ended. Without times, so that two runs that came to the same are the same text.
 */
public final class MarkdownReport {

  private final ConformanceReport report;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(ConformanceReport report) {
    this.report = report;
  }

  /** The tables. */
  public static String of(ConformanceReport report) {
    return new MarkdownReport(report).write();
  }

  private String write() {
    line(
        Wording.verdict(report) + " Held against specification " + cell(report.revision()) + ".\n");
    counts();
    section("Failed", Outcome.FAILED);
    section("Known to fail", Outcome.KNOWN_FAILURE);
    section("Passes, and is known to fail", Outcome.UNEXPECTED_PASS);
    section("Skipped", Outcome.SKIPPED);
    capabilities();
    line("\n## All cases\n");
    row("case", "severity", "outcome", "what a pass shows");
    row("---", "---", "---", "---");
    for (CaseResult result : report.results()) {
      row(
          "`" + result.info().id() + "`",
          result.info().severity().name(),
          Wording.of(result.outcome()),
          "[" + Markdown.escape(result.info().title()) + "](" + result.info().place().url() + ")");
    }
    return out.toString();
  }

  private void counts() {
    row(Stream.concat(Stream.of(""), Stream.of(Outcome.values()).map(Wording::of)).toList());
    row(Stream.concat(Stream.of("---"), Stream.of(Outcome.values()).map(o -> "---:")).toList());
    for (Severity severity : Severity.values()) {
      row(
          Stream.concat(
                  Stream.of(severity.name()),
                  Stream.of(Outcome.values())
                      .map(outcome -> Long.toString(report.count(outcome, severity))))
              .toList());
    }
  }

  private void section(String title, Outcome outcome) {
    List<CaseResult> results =
        report.results().stream().filter(result -> result.outcome() == outcome).toList();
    if (results.isEmpty()) {
      return;
    }
    line("\n## " + title + "\n");
    if (outcome == Outcome.SKIPPED || outcome == Outcome.UNEXPECTED_PASS) {
      row("case", "severity", "why");
      row("---", "---", "---");
      results.forEach(result -> row(name(result), severity(result), cell(result.reason())));
      return;
    }
    row("case", "severity", "expected", "but", "judgement");
    row("---", "---", "---", "---", "---");
    for (CaseResult result : results) {
      row(
          name(result),
          severity(result),
          cell(result.failure().map(Failure::expected).orElse("")),
          cell(result.failure().map(Failure::actual).orElse("")),
          cell(result.reason()));
    }
  }

  private static String name(CaseResult result) {
    return "`" + result.info().id() + "`";
  }

  private static String severity(CaseResult result) {
    return result.info().severity().name();
  }

  private void capabilities() {
    line("\n## Capabilities\n");
    row("capability", "", "how that is known");
    row("---", "---", "---");
    for (CapabilityFinding finding : report.capabilities()) {
      row(
          "`" + finding.capability() + "`",
          finding.isPresent() ? "yes" : "no",
          cell(finding.evidence()));
    }
  }

  private void row(String... cells) {
    row(List.of(cells));
  }

  private void row(List<String> cells) {
    line(Markdown.row(cells));
  }

  /** Text from outside; the names of users, which are random, are shortened. */
  static String cell(String text) {
    return Markdown.escape(
        text.strip().replaceAll("\\s+", " ").replaceAll("kit[a-z0-9]{6,}x(?=[0-9])", "kit…"));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
