package io.todevice.conformance.render;

import static io.todevice.text.Html.escape;

import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import java.util.List;
import java.util.OptionalInt;

/** A case on the page: its outcome, and what was sent and came. */
final class HtmlCase {

  /** How many exchanges are shown before and after the one that shows the failure. */
  private static final int MAX_AROUND = 20;

  private final String target;
  private final StringBuilder out;

  private HtmlCase(String target, StringBuilder out) {
    this.target = target;
    this.out = out;
  }

  static void write(CaseResult result, String target, StringBuilder out) {
    new HtmlCase(target, out).write(result);
  }

  private void write(CaseResult result) {
    CaseInfo info = result.info();
    String outcome = HtmlReport.css(result.outcome());
    boolean isOpen = result.outcome() == io.todevice.conformance.report.Outcome.FAILED;
    line(
        "<details class=\"case "
            + outcome
            + "\" id=\""
            + escape(info.id().value())
            + "\" data-outcome=\""
            + outcome
            + "\""
            + (isOpen ? " open" : "")
            + ">");
    line(
        "<summary><span class=\"badge\">"
            + Wording.of(result.outcome())
            + "</span> <code>"
            + escape(info.id().value())
            + "</code> <span class=\"title\">"
            + escape(info.title())
            + "</span> <span class=\"severity\">"
            + info.severity()
            + "</span></summary>");
    line(
        "<p class=\"place\">From <a href=\""
            + escape(info.place().url())
            + "\">"
            + escape(info.place().section())
            + "</a>. It took "
            + Wording.of(result.took())
            + ".</p>");
    if (!result.reason().isEmpty()) {
      line("<p class=\"reason\">" + escape(result.reason()) + "</p>");
    }
    result.failure().ifPresent(this::write);
    writeExchanges(result);
    line("</details>");
  }

  private void write(Failure failure) {
    line("<dl class=\"failure\">");
    line("<div><dt>expected</dt><dd>" + escape(failure.expected()) + "</dd></div>");
    line("<div><dt>but</dt><dd>" + escape(failure.actual()) + "</dd></div>");
    line("</dl>");
  }

  private void writeExchanges(CaseResult result) {
    List<RecordedExchange> exchanges = result.exchanges();
    if (exchanges.isEmpty()) {
      return;
    }
    int shown =
        result
            .failure()
            .map(Failure::exchange)
            .orElse(OptionalInt.empty())
            .orElse(exchanges.size() - 1);
    int from = Math.max(0, shown - MAX_AROUND);
    int to = Math.min(exchanges.size(), shown + MAX_AROUND + 1);
    line("<ol class=\"exchanges\" start=\"" + (from + 1) + "\">");
    for (int i = from; i < to; i++) {
      boolean isShown = result.failure().isPresent() && i == shown;
      line("<li" + (isShown ? " class=\"shown\"" : "") + ">");
      write(exchanges.get(i), isShown);
      if (result.failure().isPresent()) {
        Curl.of(target, exchanges.get(i))
            .ifPresent(line -> line("<pre aria-label=\"curl\">" + escape(line) + "</pre>"));
      }
      line("</li>");
    }
    line("</ol>");
    if (to - from < exchanges.size()) {
      line(
          "<p class=\"place\">"
              + (exchanges.size() - (to - from))
              + " more of "
              + exchanges.size()
              + " exchanges are in the JSON report.</p>");
    }
  }

  private void write(RecordedExchange exchange, boolean isOpen) {
    String answer = exchange.status().map(String::valueOf).orElse(exchange.problem());
    line(
        "<details"
            + (isOpen ? " open" : "")
            + "><summary><code>"
            + escape(exchange.method() + " " + exchange.target())
            + "</code> <b>"
            + escape(answer)
            + "</b> <small>"
            + escape(exchange.who())
            + " · after "
            + Wording.of(exchange.startedAfter())
            + ", "
            + Wording.of(exchange.took())
            + "</small></summary>");
    block("sent", exchange.requestHeaders(), exchange.requestBody());
    block("came", exchange.responseHeaders(), exchange.responseBody());
    line("</details>");
  }

  private void block(String name, List<String> headers, Payload body) {
    if (headers.isEmpty() && body.bytes() == 0) {
      return;
    }
    out.append("<pre aria-label=\"").append(name).append("\"><span>");
    headers.forEach(header -> out.append(escape(header)).append('\n'));
    out.append("</span>").append(escape(body.text())).append("</pre>\n");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
