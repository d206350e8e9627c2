package io.todevice.strict.report;

import static io.todevice.text.Markdown.escape;

import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Violation;

/** The report as Markdown: one table. */
final class MarkdownReport {

  private MarkdownReport() {}

  static String of(JournalState state) {
    StringBuilder out = new StringBuilder("# What the clients did wrong\n\n");
    out.append(Wording.summary(state)).append(".\n\n");
    if (!state.entries().isEmpty()) {
      out.append("| severity | rule | count | operation | who | what | specification |\n");
      out.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    }
    for (JournalEntry entry : state.entries()) {
      Violation violation = entry.violation();
      out.append(
          "| %s | %s | %d | %s | %s | %s | [%s](%s) |%n"
              .formatted(
                  violation.rule().severity(),
                  violation.rule().id(),
                  entry.count(),
                  escape(violation.operation()),
                  escape(violation.who()),
                  escape(Wording.what(violation)),
                  escape(violation.rule().place().section()),
                  Wording.url(state, violation)));
    }
    Wording.gaps(state).forEach(gap -> out.append('\n').append(gap).append('\n'));
    return out.toString();
  }
}
