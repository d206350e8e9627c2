package io.todevice.spec.drift.accept;

import io.todevice.spec.drift.report.Acceptance;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decisions of a file. Immutable.
 *
 * @param entries what is accepted
 * @param severities what weighs more or less
 */
public record AcceptedChanges(List<Entry> entries, List<Severity> severities) {

  /** No decisions. */
  public static final AcceptedChanges NONE = new AcceptedChanges(List.of(), List.of());

  /**
   * Changes that are accepted for one reason.
   *
   * @param place the file and the line, for messages
   * @param note what the changes are, for people
   * @param fingerprints the changes, as {@link Change#fingerprint} names them
   */
  public record Entry(String place, String note, List<String> fingerprints, Acceptance acceptance) {

    /** Copies the list. */
    public Entry {
      fingerprints = List.copyOf(fingerprints);
    }

    boolean isExpired(LocalDate today) {
      return acceptance.expires().map(today::isAfter).orElse(false);
    }
  }

  /**
   * What certain changes do.
   *
   * @param place the file and the line, for messages
   * @param kind the ID of their kind; empty for all kinds
   * @param subject the operation or the event; empty for all
   * @param verdict what they do
   */
  public record Severity(
      String place, Optional<String> kind, Optional<String> subject, Verdict verdict) {

    boolean fits(String of, Change change) {
      return kind.map(change.kind().id()::equals).orElse(true)
          && subject.map(of::equals).orElse(true);
    }
  }

  /** Copies the lists. */
  public AcceptedChanges {
    entries = List.copyOf(entries);
    severities = List.copyOf(severities);
  }

  /**
   * The report with these decisions, and a warning for each that has expired or fits nothing.
   *
   * @param today the day on which it is made
   */
  public DriftReport applyTo(DriftReport report, LocalDate today) {
    Map<String, Acceptance> accepted = new HashMap<>();
    for (Entry entry : entries) {
      if (!entry.isExpired(today)) {
        entry.fingerprints().forEach(print -> accepted.put(print, entry.acceptance()));
      }
    }
    Set<String> seen = new HashSet<>();
    Set<Severity> used = new HashSet<>();
    DriftReport decided =
        report.mapChanges(
            (subject, change) -> {
              String fingerprint = change.fingerprint(subject);
              seen.add(fingerprint);
              Change weighed = change;
              for (Severity severity : severities) {
                if (severity.fits(subject, change)) {
                  used.add(severity);
                  weighed = weighed.withVerdict(severity.verdict());
                }
              }
              Acceptance acceptance = accepted.get(fingerprint);
              return acceptance == null ? weighed : weighed.accepted(acceptance);
            });
    return decided.withWarnings(warnings(seen, used, today));
  }

  private List<String> warnings(Set<String> seen, Set<Severity> used, LocalDate today) {
    List<String> warnings = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.isExpired(today)) {
        warnings.add(
            entry.place()
                + ": expired on "
                + entry.acceptance().expires().map(LocalDate::toString).orElse("")
                + ": "
                + entry.acceptance().reason());
      }
      List<String> unused =
          entry.fingerprints().stream().filter(print -> !seen.contains(print)).toList();
      if (!unused.isEmpty()) {
        warnings.add(entry.place() + ": no such change: " + String.join(", ", unused));
      }
    }
    for (Severity severity : severities) {
      if (!used.contains(severity)) {
        warnings.add(severity.place() + ": no such change");
      }
    }
    return warnings;
  }
}
