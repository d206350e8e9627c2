package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.text.Html;
import io.todevice.text.OneLine;
import java.util.List;
import java.util.Optional;

/**
 * The report as JUnit XML, for build servers: a test case for each change that counts, which fails
 * if the change breaks something, and is skipped if it is accepted.
 */
public final class JUnitXmlReport {

  private JUnitXmlReport() {}

  /** The report. */
  public static String of(DriftReport report) {
    List<ReportedChange> changes = ReportedChange.listOf(report);
    return Html.xml(
        Html.of(
            """
            <testsuites>
              <testsuite name="{}" tests="{}" failures="{}" errors="0" skipped="{}">
            {}  </testsuite>
            </testsuites>
            """,
            OneLine.of(Wording.title(report)),
            changes.size(),
            changes.stream().filter(JUnitXmlReport::fails).count(),
            changes.stream().filter(ReportedChange::isAccepted).count(),
            changes.stream().map(JUnitXmlReport::testCase)));
  }

  private static boolean fails(ReportedChange change) {
    return change.level() == ReportedChange.Level.ERROR && !change.isAccepted();
  }

  private static Html testCase(ReportedChange reported) {
    Optional<SourcePosition> source = reported.change().source();
    return Html.of(
        """
            <testcase classname="{}" name="{}"{}>{}{}</testcase>
        """,
        OneLine.of(reported.subject()),
        OneLine.of(Wording.where(reported.change()) + ": " + reported.change().kind().label()),
        source
            .map(at -> Html.of(" file=\"{}\" line=\"{}\"", OneLine.of(at.file()), at.line()))
            .orElse(Html.NONE),
        reported
            .change()
            .acceptance()
            .map(by -> Html.of("<skipped message=\"{}\"/>", OneLine.of(by.reason())))
            .orElse(Html.NONE),
        Html.when(
            fails(reported),
            "<failure type=\"{}\" message=\"{}\"/>",
            reported.change().kind().id(),
            OneLine.of(reported.message())));
  }
}
