package io.todevice.strict.report;

import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Violation;
import io.todevice.text.Html;
import java.util.Locale;

/** The report as one page of HTML without a script. */
final class HtmlReport {

  private static final String TITLE = "What the clients did wrong";

  private static final Html STYLE =
      Html.of(
          """
          body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
          table { border-collapse: collapse; width: 100%; }
          th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: left; vertical-align: top; }
          td { overflow-wrap: anywhere; }
          .must { border-left: .3rem solid #c22; }
          .should { border-left: .3rem solid #d80; }
          .notice { border-left: .3rem solid #48c; }
          """);

  private HtmlReport() {}

  static String of(JournalState state) {
    return Html.page(
        TITLE,
        STYLE,
        Html.NONE,
        Html.of(
            """
            <h1>{}</h1>
            <p>{}.</p>
            {}{}\
            """,
            TITLE,
            Wording.summary(state),
            Wording.gaps(state).stream().map(gap -> Html.of("<p>{}</p>\n", gap)),
            Html.when(
                !state.entries().isEmpty(),
                """
                <table>
                <tr><th>Severity</th><th>Rule</th><th>Count</th><th>First</th><th>Last</th>\
                <th>Operation</th><th>Who</th><th>What</th><th>Specification</th></tr>
                {}</table>
                """,
                state.entries().stream().map(entry -> row(state, entry)))));
  }

  private static Html row(JournalState state, JournalEntry entry) {
    Violation violation = entry.violation();
    return Html.of(
        """
        <tr><td class="{}">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>\
        <td>{}</td><td>{}</td><td>{}</td><td><a href="{}" rel="noreferrer">{}</a></td></tr>
        """,
        violation.rule().severity().name().toLowerCase(Locale.ROOT),
        violation.rule().severity(),
        violation.rule().id(),
        entry.count(),
        entry.first(),
        entry.last(),
        violation.operation(),
        violation.who(),
        Wording.what(violation),
        Wording.url(state, violation),
        violation.rule().place().section());
  }
}
