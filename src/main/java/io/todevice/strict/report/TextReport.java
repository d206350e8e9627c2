package io.todevice.strict.report;

import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Violation;

/** The report for a terminal. */
final class TextReport {

  private TextReport() {}

  static String of(JournalState state) {
    StringBuilder out = new StringBuilder("strict: ").append(Wording.summary(state)).append('\n');
    for (JournalEntry entry : state.entries()) {
      Violation violation = entry.violation();
      out.append(
          "%-6s %s, %s: %s, %s%n       %s%n       %s %s%n"
              .formatted(
                  violation.rule().severity(),
                  violation.rule().id(),
                  Wording.times(entry),
                  violation.operation(),
                  violation.who(),
                  Wording.what(violation),
                  violation.rule().place().section(),
                  Wording.url(state, violation)));
    }
    Wording.gaps(state).forEach(gap -> out.append(gap).append('\n'));
    return out.toString();
  }
}
