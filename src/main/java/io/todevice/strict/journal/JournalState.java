package io.todevice.strict.journal;

import java.time.Instant;
import java.util.List;

/**
 * What a journal held at one moment. Immutable.
 *
 * @param revision the release of the specification that the clients were held to
 * @param since when the journal was begun
 * @param examined how many exchanges were looked at
 * @param dropped how many were not, because more came than could be looked at
 * @param unlisted how many violations were seen that are not among the entries, which are bounded
 * @param entries the violations, the grave ones first, in the order in which they were seen first
 */
public record JournalState(
    String revision,
    Instant since,
    long examined,
    long dropped,
    long unlisted,
    List<JournalEntry> entries) {

  /** Copies the entries. */
  public JournalState {
    entries = List.copyOf(entries);
  }

  /** How often a rule of this severity was violated, as far as that is listed. */
  public long count(Severity severity) {
    return entries.stream()
        .filter(entry -> entry.violation().rule().severity() == severity)
        .mapToLong(JournalEntry::count)
        .sum();
  }
}
