package io.todevice.strict.report;

import static io.todevice.text.Html.escape;

import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Violation;
import java.util.Locale;

/** The report as one page of HTML without a script, and with nothing from outside. */
final class HtmlReport {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>What the clients did wrong</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: left; vertical-align: top; }
      td { overflow-wrap: anywhere; }
      .must { border-left: .3rem solid #c22; }
      .should { border-left: .3rem solid #d80; }
      .notice { border-left: .3rem solid #48c; }
      </style>
      </head>
      <body>
      <h1>What the clients did wrong</h1>
      """;

  private static final String COLUMNS =
      "<table>\n<tr><th>Severity</th><th>Rule</th><th>Count</th><th>First</th><th>Last</th>"
          + "<th>Operation</th><th>Who</th><th>What</th><th>Specification</th></tr>\n";

  private HtmlReport() {}

  static String of(JournalState state) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<p>").append(escape(Wording.summary(state))).append(".</p>\n");
    Wording.gaps(state).forEach(gap -> out.append("<p>").append(escape(gap)).append("</p>\n"));
    if (!state.entries().isEmpty()) {
      out.append(COLUMNS);
      state.entries().forEach(entry -> out.append(row(state, entry)));
      out.append("</table>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static String row(JournalState state, JournalEntry entry) {
    Violation violation = entry.violation();
    return "<tr><td class=\"%s\">%s</td>"
            .formatted(
                violation.rule().severity().name().toLowerCase(Locale.ROOT),
                violation.rule().severity())
        + cell(violation.rule().id())
        + cell(Long.toString(entry.count()))
        + cell(entry.first().toString())
        + cell(entry.last().toString())
        + cell(violation.operation())
        + cell(violation.who())
        + cell(Wording.what(violation))
        + "<td><a href=\"%s\" rel=\"noreferrer\">%s</a></td></tr>\n"
            .formatted(
                escape(Wording.url(state, violation)), escape(violation.rule().place().section()));
  }

  private static String cell(String text) {
    return "<td>" + escape(text) + "</td>";
  }
}
