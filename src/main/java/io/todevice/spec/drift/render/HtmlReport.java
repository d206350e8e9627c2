package io.todevice.spec.drift.render;

import static io.todevice.text.Html.escape;

import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.text.PackedFile;
import java.util.List;

/**
 * The report as one page of HTML that needs nothing else: no script, style, picture or font from
 * outside. Everything can be read without its script, which only filters.
 */
public final class HtmlReport {

  private final StringBuilder out = new StringBuilder();

  private HtmlReport() {}

  /** The page. */
  public static String of(DriftReport report) {
    return new HtmlReport().write(report);
  }

  private String write(DriftReport report) {
    String title = escape(Wording.title(report));
    line("<!DOCTYPE html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<meta name=\"color-scheme\" content=\"light dark\">");
    line(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
            + " 'unsafe-inline'; script-src 'unsafe-inline'\">");
    line("<title>" + title + "</title>");
    line("<style>\n" + PackedFile.readText(HtmlReport.class, "report.css") + "</style>");
    line("</head>");
    line("<body>");
    line("<header>");
    line("<h1>" + title + "</h1>");
    line(
        "<p>"
            + Wording.count(report.before().operations(), "operation")
            + " before, "
            + report.after().operations()
            + " now"
            + (report.scope() == DriftReport.Scope.ALL
                ? ""
                : ", "
                    + (report.after().operations() - report.notServed().size())
                    + " of them served")
            + ".</p>");
    cards(report);
    line("</header>");
    line("<main>");
    if (report.isEmpty()) {
      line("<p class=\"empty\">Nothing has changed.</p>");
    } else {
      filters();
    }
    notes(report);
    section("served", report.scope().heading(), "", report.served(), true);
    events(report);
    section(
        "unserved",
        "Not served",
        "No code of this server has to follow these.",
        report.unserved(),
        false);
    notCompared(report);
    notServed(report);
    line("</main>");
    line("<script>\n" + PackedFile.readText(HtmlReport.class, "report.js") + "</script>");
    line("</body>");
    line("</html>");
    return out.toString();
  }

  private void cards(DriftReport report) {
    line("<dl class=\"cards\">");
    for (Impact impact : Impact.values()) {
      long served = DriftReport.count(report.served(), impact);
      String others =
          impact == Impact.CODE
              ? "in served operations"
              : "and " + DriftReport.count(report.unserved(), impact) + " not served";
      line(
          "<div class=\"card "
              + Html.id(impact)
              + (served == 0 ? " none" : "")
              + "\"><dt>"
              + escape(impact.label())
              + "</dt><dd><strong>"
              + served
              + "</strong><small>"
              + others
              + "</small></dd></div>");
    }
    line("</dl>");
  }

  private void filters() {
    line("<form class=\"filters\" hidden>");
    line("<label class=\"search\">Operation <input type=\"search\" name=\"operation\"></label>");
    for (Impact impact : Impact.values()) {
      line(
          "<label class=\"choice "
              + Html.id(impact)
              + "\"><input type=\"checkbox\" name=\"impact\" value=\""
              + Html.id(impact)
              + "\" checked> "
              + escape(impact.label())
              + "</label>");
    }
    line("<output></output>");
    line("</form>");
  }

  private void notes(DriftReport report) {
    report.warnings().forEach(warning -> line("<p class=\"note\">" + escape(warning) + "</p>"));
  }

  private void events(DriftReport report) {
    if (report.events().isEmpty()) {
      return;
    }
    line("<section id=\"events\">");
    line(
        "<h2>Events between devices <small>"
            + Wording.count(report.events().size(), "event")
            + "</small></h2>");
    line("<p>The server passes them on unchanged; clients have to follow.</p>");
    report.events().forEach(event -> out.append(HtmlOperation.of(event)));
    line("</section>");
  }

  private void section(
      String id, String heading, String note, List<OperationDrift> operations, boolean isOpen) {
    if (operations.isEmpty()) {
      return;
    }
    line("<section id=\"" + id + "\">");
    line(
        "<h2>"
            + heading
            + " <small>"
            + Wording.count(operations.size(), "operation")
            + "</small></h2>");
    if (!note.isEmpty()) {
      line("<p>" + note + "</p>");
    }
    SharedChange.Split split = SharedChange.split(operations);
    split.shared().forEach(shared -> out.append(HtmlOperation.of(shared)));
    split.own().forEach(operation -> out.append(HtmlOperation.of(operation, isOpen)));
    line("</section>");
  }

  private void notCompared(DriftReport report) {
    if (report.notCompared().isEmpty()) {
      return;
    }
    line("<section id=\"not-compared\">");
    line("<h2>Not compared</h2>");
    line("<ul>");
    report.notCompared().forEach(part -> line("<li>" + escape(part.reason()) + "</li>"));
    line("</ul>");
    line("</section>");
  }

  private void notServed(DriftReport report) {
    if (report.notServed().isEmpty()) {
      return;
    }
    line("<section id=\"not-served\">");
    line("<details>");
    line(
        "<summary><h2>All operations that this server does not serve <small>"
            + report.notServed().size()
            + " of "
            + escape(Wording.named(report.after().name()))
            + "</small></h2></summary>");
    line("<ul class=\"names\">");
    for (OperationName name : report.notServed()) {
      line("<li><b>" + escape(name.operationId()) + "</b> " + Html.route(name) + "</li>");
    }
    line("</ul>");
    line("</details>");
    line("</section>");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
