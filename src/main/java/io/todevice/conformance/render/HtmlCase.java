package io.todevice.conformance.render;

import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.text.Html;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A case on the page: its outcome, and what was sent and came. */
final class HtmlCase {

  /** How many exchanges are shown before and after the one that shows the failure. */
  private static final int MAX_AROUND = 20;

  private HtmlCase() {}

  static Html of(CaseResult result, String target) {
    CaseInfo info = result.info();
    return Html.of(
        """
        <details class="case {}" id="{}" data-outcome="{}"{}>
        <summary><span class="badge">{}</span> <code>{}</code> <span class="title">{}</span> <span class="severity">{}</span></summary>
        <p class="place">From <a href="{}">{}</a>. It took {}.</p>
        {}{}{}</details>
        """,
        HtmlReport.css(result.outcome()),
        info.id(),
        HtmlReport.css(result.outcome()),
        Html.when(result.outcome() == Outcome.FAILED, " open"),
        Wording.of(result.outcome()),
        info.id(),
        info.title(),
        info.severity(),
        info.place().url(),
        info.place().section(),
        Wording.of(result.took()),
        Html.when(!result.reason().isEmpty(), "<p class=\"reason\">{}</p>\n", result.reason()),
        result.failure().map(HtmlCase::failure).orElse(Html.NONE),
        exchanges(result, target));
  }

  private static Html failure(Failure failure) {
    return Html.of(
        """
        <dl class="failure">
        <div><dt>expected</dt><dd>{}</dd></div>
        <div><dt>but</dt><dd>{}</dd></div>
        </dl>
        """,
        failure.expected(),
        failure.actual());
  }

  private static Html exchanges(CaseResult result, String target) {
    List<RecordedExchange> exchanges = result.exchanges();
    int shown =
        result
            .failure()
            .map(Failure::exchange)
            .orElse(OptionalInt.empty())
            .orElse(exchanges.size() - 1);
    int from = Math.max(0, shown - MAX_AROUND);
    int to = Math.min(exchanges.size(), shown + MAX_AROUND + 1);
    boolean isFailed = result.failure().isPresent();
    return Html.when(
        !exchanges.isEmpty(),
        """
        <ol class="exchanges" start="{}">
        {}</ol>
        {}\
        """,
        from + 1,
        IntStream.range(from, to)
            .mapToObj(i -> exchange(exchanges.get(i), isFailed, isFailed && i == shown, target)),
        Html.when(
            to - from < exchanges.size(),
            "<p class=\"place\">{} more of {} exchanges are in the JSON report.</p>\n",
            exchanges.size() - (to - from),
            exchanges.size()));
  }

  private static Html exchange(
      RecordedExchange exchange, boolean isFailed, boolean isShown, String target) {
    return Html.of(
        """
        <li{}>
        <details{}><summary><code>{} {}</code> <b>{}</b> <small>{} · after {}, {}</small></summary>
        {}{}</details>
        {}</li>
        """,
        Html.when(isShown, " class=\"shown\""),
        Html.when(isShown, " open"),
        exchange.method(),
        exchange.target(),
        exchange.status().map(String::valueOf).orElse(exchange.problem()),
        exchange.who(),
        Wording.of(exchange.startedAfter()),
        Wording.of(exchange.took()),
        block("sent", exchange.requestHeaders(), exchange.requestBody()),
        block("came", exchange.responseHeaders(), exchange.responseBody()),
        Curl.of(target, exchange)
            .filter(line -> isFailed)
            .map(line -> Html.of("<pre aria-label=\"curl\">{}</pre>\n", line))
            .orElse(Html.NONE));
  }

  private static Html block(String name, List<String> headers, Payload body) {
    return Html.when(
        !headers.isEmpty() || body.bytes() > 0,
        "<pre aria-label=\"{}\"><span>{}</span>{}</pre>\n",
        name,
        headers.stream().map(header -> Html.of("{}\n", header)),
        body.text());
  }
}
