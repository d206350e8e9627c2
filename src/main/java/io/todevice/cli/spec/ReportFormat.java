package io.todevice.cli.spec;

import io.todevice.spec.drift.render.GitHubReport;
import io.todevice.spec.drift.render.GitLabReport;
import io.todevice.spec.drift.render.HtmlReport;
import io.todevice.spec.drift.render.JUnitXmlReport;
import io.todevice.spec.drift.render.JsonReport;
import io.todevice.spec.drift.render.MarkdownReport;
import io.todevice.spec.drift.render.Paint;
import io.todevice.spec.drift.render.SarifReport;
import io.todevice.spec.drift.render.TextReport;
import io.todevice.spec.drift.report.DriftReport;
import java.util.Locale;
import java.util.function.Function;

/** The formats of a drift report. */
enum ReportFormat {
  TEXT(true, TextReport::of),
  MARKDOWN(true, (report, paint, maxBytes) -> MarkdownReport.of(report, maxBytes)),
  JSON(JsonReport::of),
  HTML(HtmlReport::of),
  JUNIT(JUnitXmlReport::of),
  SARIF(SarifReport::of),
  GITHUB(GitHubReport::of),
  GITLAB(GitLabReport::of);

  private final boolean canBeCut;
  private final Renderer renderer;

  private interface Renderer {
    String render(DriftReport report, Paint paint, long maxBytes);
  }

  ReportFormat(Function<DriftReport, String> renderer) {
    this(false, (report, paint, maxBytes) -> renderer.apply(report));
  }

  ReportFormat(boolean canBeCut, Renderer renderer) {
    this.canBeCut = canBeCut;
    this.renderer = renderer;
  }

  /** Whether a report in this format can end early. */
  boolean canBeCut() {
    return canBeCut;
  }

  /**
   * The report in this format; colours only where text has them.
   *
   * @param maxBytes how long it may be if it can be cut
   */
  String render(DriftReport report, Paint paint, long maxBytes) {
    return renderer.render(report, paint, maxBytes);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
