package io.todevice.conformance.render;

import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.conformance.report.Severity;
import io.todevice.text.OneLine;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as lines for a terminal. */
public final class ConsoleReport {

  private ConsoleReport() {}

  /** What it is able to do, in a few lines. */
  public static String capabilities(List<CapabilityFinding> findings) {
    return line("has:      ", findings, true) + line("does not: ", findings, false);
  }

  private static String line(String start, List<CapabilityFinding> findings, boolean isPresent) {
    String names =
        findings.stream()
            .filter(finding -> finding.isPresent() == isPresent)
            .map(finding -> finding.capability() + (finding.isDeclared() ? " (declared)" : ""))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : start + names + "\n";
  }

  /**
   * A case that has ended, as one line; what failed tells more below it.
   *
   * @param target where the server is
   * @param isDetailed whether each request of a failed case is shown as a line for a shell, and not
   *     only the one that shows the failure
   */
  public static String of(CaseResult result, String target, boolean isDetailed, Paint paint) {
    StringBuilder lines = new StringBuilder();
    lines
        .append(paint.apply(result.outcome(), mark(result.outcome())))
        .append(' ')
        .append(result.info().id())
        .append("  ")
        .append(OneLine.of(result.info().title()))
        .append(" [")
        .append(result.info().severity())
        .append("]\n");
    if (!result.reason().isEmpty()) {
      lines.append("         ").append(OneLine.of(result.reason())).append('\n');
    }
    result
        .failure()
        .ifPresent(
            failure ->
                lines
                    .append("         expected: ")
                    .append(OneLine.of(failure.expected()))
                    .append("\n         but:      ")
                    .append(OneLine.of(failure.actual()))
                    .append('\n'));
    if (result.outcome() == Outcome.FAILED) {
      shown(result, isDetailed).stream()
          .map(exchange -> Curl.of(target, exchange).orElseGet(() -> summary(exchange)))
          .forEach(line -> lines.append("         ").append(line).append('\n'));
    }
    return lines.toString();
  }

  /** Of what no line for a shell repeats. */
  private static String summary(RecordedExchange exchange) {
    String came = exchange.status().map(String::valueOf).orElse(exchange.problem());
    return OneLine.of(
        exchange.method() + " " + exchange.target() + (came.isEmpty() ? "" : " -> " + came));
  }

  private static List<RecordedExchange> shown(CaseResult result, boolean isDetailed) {
    OptionalInt number = result.failure().map(Failure::exchange).orElse(OptionalInt.empty());
    int last = number.orElse(result.exchanges().size() - 1);
    return isDetailed || last < 0 || last >= result.exchanges().size()
        ? result.exchanges()
        : result.exchanges().subList(last, last + 1);
  }

  /** What a run came to, as a small table and a sentence. */
  public static String summary(ConformanceReport report, Paint paint) {
    StringBuilder lines = new StringBuilder("\n");
    lines.append(String.format("%-8s", ""));
    for (Outcome outcome : Outcome.values()) {
      lines.append(String.format("%17s", Wording.of(outcome)));
    }
    lines.append('\n');
    for (Severity severity : Severity.values()) {
      lines.append(String.format("%-8s", severity));
      for (Outcome outcome : Outcome.values()) {
        lines.append(String.format("%17d", report.count(outcome, severity)));
      }
      lines.append('\n');
    }
    lines.append('\n').append(paint.apply(Wording.outcome(report), Wording.verdict(report)));
    lines
        .append(" ")
        .append(report.results().size())
        .append(" cases on ")
        .append(OneLine.of(report.target()))
        .append(" in ")
        .append(Wording.of(report.took()))
        .append(", seed ")
        .append(report.seed())
        .append(".\n")
        .append(Wording.slowest(report))
        .append('\n');
    report.remarks().forEach(remark -> lines.append(OneLine.of(remark)).append('\n'));
    return lines.toString();
  }

  /** Whether a line of it is worth showing when only what is remarkable is shown. */
  public static boolean isRemarkable(CaseResult result) {
    return Stream.of(Outcome.PASSED, Outcome.SKIPPED)
        .noneMatch(outcome -> outcome == result.outcome());
  }

  private static String mark(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "   ok   ";
      case FAILED -> "FAILED  ";
      case KNOWN_FAILURE -> "known   ";
      case UNEXPECTED_PASS -> "PASSES  ";
      case SKIPPED -> "skipped ";
    };
  }
}
