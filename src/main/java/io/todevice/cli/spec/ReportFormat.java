package io.todevice.cli.spec;

import io.todevice.spec.drift.render.HtmlReport;
import io.todevice.spec.drift.render.JsonReport;
import io.todevice.spec.drift.render.MarkdownReport;
import io.todevice.spec.drift.render.Paint;
import io.todevice.spec.drift.render.TextReport;
import io.todevice.spec.drift.report.DriftReport;
import java.util.Locale;
import java.util.function.BiFunction;

/** The formats of a drift report. */
enum ReportFormat {
  TEXT(TextReport::of),
  MARKDOWN((report, paint) -> MarkdownReport.of(report)),
  JSON((report, paint) -> JsonReport.of(report)),
  HTML((report, paint) -> HtmlReport.of(report));

  private final BiFunction<DriftReport, Paint, String> renderer;

  ReportFormat(BiFunction<DriftReport, Paint, String> renderer) {
    this.renderer = renderer;
  }

  /** The report in this format; colours only where text has them. */
  String render(DriftReport report, Paint paint) {
    return renderer.apply(report, paint);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
