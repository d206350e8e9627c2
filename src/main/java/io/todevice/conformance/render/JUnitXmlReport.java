package io.todevice.conformance.render;

import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.text.Html;
import io.todevice.text.OneLine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run as JUnit XML, for build servers: a test suite for each clause. */
public final class JUnitXmlReport {

  /** How many requests of a failed case are shown as lines for a shell. */
  private static final int MAX_CURL = 20;

  private JUnitXmlReport() {}

  /** The report. */
  public static String of(ConformanceReport report) {
    Map<String, List<CaseResult>> byClause =
        report.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.info().clause(), TreeMap::new, Collectors.toList()));
    return Html.xml(
        Html.of(
            """
            <testsuites name="{}" time="{}">
            {}</testsuites>
            """,
            OneLine.of("Conformance of " + report.target()),
            seconds(report.took()),
            byClause.entrySet().stream()
                .map(clause -> suite(report, clause.getKey(), clause.getValue()))));
  }

  private static Html suite(ConformanceReport report, String clause, List<CaseResult> results) {
    return Html.of(
        """
          <testsuite name="{}" tests="{}" failures="{}" errors="0" skipped="{}" timestamp="{}" time="{}">
            <properties>
              <property name="target" value="{}"/>
              <property name="specification" value="{}"/>
              <property name="seed" value="{}"/>
        {}    </properties>
        {}  </testsuite>
        """,
        clause,
        results.size(),
        results.stream().filter(JUnitXmlReport::isFailure).count(),
        results.stream().filter(JUnitXmlReport::isSkipped).count(),
        report.started(),
        seconds(results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus)),
        OneLine.of(report.target()),
        OneLine.of(report.revision()),
        report.seed(),
        report.capabilities().stream()
            .map(
                finding ->
                    Html.of(
                        "      <property name=\"capability.{}\" value=\"{}\"/>\n",
                        finding.capability(),
                        finding.isPresent() ? "yes" : "no")),
        results.stream().map(result -> testCase(report, result)));
  }

  private static Html testCase(ConformanceReport report, CaseResult result) {
    return Html.of(
        """
            <testcase classname="conformance.{}" name="{} {}" time="{}">{}</testcase>
        """,
        result.info().clause(),
        result.info().id(),
        OneLine.of(result.info().title()),
        seconds(result.took()),
        isFailure(result)
            ? Html.of(
                "<failure type=\"{}\" message=\"{}\">{}</failure>",
                result.info().severity(),
                OneLine.of(
                    result
                        .failure()
                        .map(
                            failure ->
                                "expected " + failure.expected() + ", but " + failure.actual())
                        .orElse(
                            "it passes, and stands in the list of known failures: "
                                + result.reason())),
                detail(report, result))
            : Html.when(
                isSkipped(result),
                "<skipped message=\"{}{}\"/>",
                result.outcome() == Outcome.KNOWN_FAILURE ? "known failure: " : "",
                OneLine.of(result.reason())));
  }

  private static String detail(ConformanceReport report, CaseResult result) {
    StringBuilder lines = new StringBuilder(result.info().place().url()).append('\n');
    int number = result.failure().map(Failure::exchange).orElse(OptionalInt.empty()).orElse(-1);
    if (number >= 0 && number < result.exchanges().size()) {
      RecordedExchange exchange = result.exchanges().get(number);
      lines.append(exchange.method()).append(' ').append(exchange.target()).append('\n');
      lines.append(exchange.requestBody().text()).append('\n');
      lines.append(exchange.status().map(String::valueOf).orElse(exchange.problem())).append('\n');
      lines.append(exchange.responseBody().text()).append('\n');
    }
    result.exchanges().stream()
        .limit(MAX_CURL)
        .flatMap(exchange -> Curl.of(report.target(), exchange).stream())
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  private static boolean isFailure(CaseResult result) {
    return result.outcome() == Outcome.FAILED || result.outcome() == Outcome.UNEXPECTED_PASS;
  }

  private static boolean isSkipped(CaseResult result) {
    return result.outcome() == Outcome.SKIPPED || result.outcome() == Outcome.KNOWN_FAILURE;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
