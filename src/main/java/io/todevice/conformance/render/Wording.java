package io.todevice.conformance.render;

import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.spec.trace.Clause;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the reports of all formats say in the same words. */
final class Wording {

  private static final int MOST_SLOW = 5;

  private Wording() {}

  /** One sentence for the whole run. */
  static String verdict(ConformanceReport report) {
    if (!report.isAnythingRun()) {
      return "No case was run.";
    }
    long failed = report.count(Outcome.FAILED);
    if (failed == 0) {
      long known = report.count(Outcome.KNOWN_FAILURE);
      String none = known == 0 ? "No case failed" : "No case failed but " + known + " known to";
      return report.count(Outcome.UNEXPECTED_PASS) == 0
          ? none + "."
          : none + ", and the list of known failures is out of date.";
    }
    long must = report.count(Outcome.FAILED, Severity.MUST);
    String cases = failed == 1 ? "One case failed" : failed + " cases failed";
    if (must == 0) {
      return cases + ", none of what the specification demands.";
    }
    return must == failed
        ? cases + ", of what the specification demands."
        : cases + ", " + must + " of what the specification demands.";
  }

  /** The outcome that tells of the whole run. */
  static Outcome outcome(ConformanceReport report) {
    if (!report.isAnythingRun()) {
      return Outcome.SKIPPED;
    }
    return Stream.of(Outcome.FAILED, Outcome.UNEXPECTED_PASS)
        .filter(each -> report.count(each) > 0)
        .findFirst()
        .orElse(Outcome.PASSED);
  }

  /** The cases that took longest, in a sentence. */
  static String slowest(ConformanceReport report) {
    return report.results().stream()
        .sorted(Comparator.comparing(CaseResult::took).reversed())
        .limit(MOST_SLOW)
        .map(result -> result.info().id() + " " + of(result.took()))
        .collect(Collectors.joining(", ", "Slowest: ", "."));
  }

  /** An outcome as a word in a sentence. */
  static String of(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What a clause is about. */
  static String title(Map<String, Clause> clauses, String clause) {
    return Optional.ofNullable(clauses.get(clause))
        .map(Clause::title)
        .orElse("what the document says of each operation");
  }

  /** A time as people read it. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    return millis < 1000
        ? millis + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }
}
