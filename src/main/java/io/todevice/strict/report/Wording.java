package io.todevice.strict.report;

import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Severity;
import io.todevice.strict.journal.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the reports for people say in the same words. */
final class Wording {

  private Wording() {}

  /** For example {@code 12 requests looked at: 2 MUST, 0 SHOULD, 1 NOTICE}. */
  static String summary(JournalState state) {
    return count(state.examined(), "request")
        + " looked at: "
        + Arrays.stream(Severity.values())
            .map(severity -> state.count(severity) + " " + severity)
            .collect(Collectors.joining(", "));
  }

  /** What the report does not show, each a sentence. */
  static List<String> gaps(JournalState state) {
    List<String> gaps = new ArrayList<>();
    if (state.dropped() > 0) {
      gaps.add(count(state.dropped(), "request") + " could not be looked at: too many at once.");
    }
    if (state.unlisted() > 0) {
      gaps.add(count(state.unlisted(), "violation") + " more of too many kinds to list.");
    }
    return gaps;
  }

  static String what(Violation violation) {
    return violation.what() + (violation.pointer().isEmpty() ? "" : " at " + violation.pointer());
  }

  static String times(JournalEntry entry) {
    return entry.count() == 1 ? "once" : entry.count() + " times";
  }

  static String url(JournalState state, Violation violation) {
    return violation.rule().place().url(state.revision());
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
