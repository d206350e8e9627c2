package io.todevice.conformance.render;

import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.text.Html;

/** A run as a badge in SVG: how many of the cases passed that were run. */
public final class BadgeReport {

  private static final String LABEL = "to-device";
  private static final int CHARACTER = 7;
  private static final int PADDING = 10;
  private static final String GREEN = "#2e7d32";
  private static final String AMBER = "#b26a00";
  private static final String RED = "#c62828";

  private BadgeReport() {}

  /** The badge. */
  public static String of(ConformanceReport report) {
    long run = report.results().size() - report.count(Outcome.SKIPPED);
    String text = report.count(Outcome.PASSED) + " of " + run + " passed";
    int left = width(LABEL);
    int right = width(text);
    return Html.xml(
        Html.of(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="{}" height="20" role="img" aria-label="{}: {}">
            <title>{}: {}</title>
            <rect width="{}" height="20" fill="#424242"/>
            <rect x="{}" width="{}" height="20" fill="{}"/>
            <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
            <text x="{}" y="14">{}</text>
            <text x="{}" y="14">{}</text>
            </g>
            </svg>
            """,
            left + right,
            LABEL,
            text,
            report.target(),
            Wording.verdict(report),
            left,
            left,
            right,
            color(report),
            left / 2,
            LABEL,
            left + right / 2,
            text));
  }

  private static int width(String text) {
    return CHARACTER * text.length() + PADDING;
  }

  /** Known failures fail too, whoever looks at a badge. */
  private static String color(ConformanceReport report) {
    boolean isBroken =
        report.count(Outcome.FAILED, Severity.MUST)
                + report.count(Outcome.KNOWN_FAILURE, Severity.MUST)
            > 0;
    boolean isFailed =
        report.count(Outcome.FAILED) + report.count(Outcome.KNOWN_FAILURE) > 0
            || !report.isAnythingRun();
    return isBroken ? RED : isFailed ? AMBER : GREEN;
  }
}
