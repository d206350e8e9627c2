package io.todevice.strict.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The violations that were seen. Keeps a bounded number of different ones and counts how often each
 * was seen. Safe for use by many threads.
 */
public final class Journal {

  private final String revision;
  private final int capacity;
  private final InstantSource clock;
  private final Instant since;
  private final Map<Violation, JournalEntry> entries = new LinkedHashMap<>();
  private long examined;
  private long dropped;
  private long unlisted;

  /**
   * An empty journal.
   *
   * @param revision the release of the specification that clients are held to
   * @param capacity how many different violations are kept; later ones are only counted
   * @param clock tells when they were seen
   */
  public Journal(String revision, int capacity, InstantSource clock) {
    this.revision = revision;
    this.capacity = capacity;
    this.clock = clock;
    since = clock.instant();
  }

  /** Counts an exchange that was looked at. */
  public synchronized void countExamined() {
    examined++;
  }

  /** Counts exchanges that could not be looked at; returns how many there are now. */
  public synchronized long countDropped(long more) {
    dropped += more;
    return dropped;
  }

  /**
   * Writes a violation down.
   *
   * @return how often it has been seen now; 0 if it is not kept, because the journal is full
   */
  public synchronized long add(Violation violation) {
    Instant now = clock.instant();
    JournalEntry entry = entries.get(violation);
    if (entry == null) {
      if (entries.size() >= capacity) {
        unlisted++;
        return 0;
      }
      entries.put(violation, new JournalEntry(violation, now, now, 1));
      return 1;
    }
    long count = entry.count() + 1;
    entries.put(violation, new JournalEntry(violation, entry.first(), now, count));
    return count;
  }

  /** What it holds. */
  public synchronized JournalState state() {
    List<JournalEntry> sorted = new ArrayList<>(entries.values());
    // Stable, so that within a severity the first seen comes first.
    sorted.sort(Comparator.comparing(entry -> entry.violation().rule().severity()));
    return new JournalState(revision, since, examined, dropped, unlisted, sorted);
  }
}
