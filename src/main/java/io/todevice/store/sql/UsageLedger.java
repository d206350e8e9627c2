package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What the works of one commit count, stored once for each user and not once for each work. For a
 * database that only one process changes, one work after the other. Used by one thread.
 */
public final class UsageLedger {

  /** What is stored, and what has been counted since. */
  private static final class Entry {

    private final Usage stored;
    private long bytes;
    private long weight;

    private Entry(Usage stored) {
      this.stored = stored;
    }

    private Usage usage() {
      return new Usage(stored.bytes() + bytes, stored.weight() + weight);
    }
  }

  /** What has been counted of one kind since it was stored. */
  private static final class Growth {
    private long bytes;
    private long holders;
  }

  private final Map<Usage.Of, Entry> entries = new HashMap<>();
  private final Map<Usage.Kind, Growth> growth = new EnumMap<>(Usage.Kind.class);
  private final Map<Usage.Kind, Usage.Total> totals = new EnumMap<>(Usage.Kind.class);

  /** Stores what was counted. If the work of {@code tx} is rolled back, it is as before. */
  public void store(SqlTransaction tx) throws SQLException {
    Map<Usage.Of, Entry> before = Map.copyOf(entries);
    Map<Usage.Kind, Growth> growthBefore = new EnumMap<>(growth);
    tx.afterRollback(
        () -> {
          entries.clear();
          entries.putAll(before);
          growth.clear();
          growth.putAll(growthBefore);
          totals.clear();
        });
    entries.clear();
    growth.clear();
    totals.clear();
    for (Map.Entry<Usage.Of, Entry> entry : before.entrySet()) {
      Entry counted = entry.getValue();
      if (counted.bytes != 0 || counted.weight != 0) {
        Usage.store(
            tx, entry.getKey().kind(), entry.getKey().owner(), counted.bytes, counted.weight);
      }
    }
    for (Map.Entry<Usage.Kind, Growth> all : growthBefore.entrySet()) {
      Usage.addToTotal(tx, all.getKey(), all.getValue().bytes, all.getValue().holders);
    }
  }

  Usage find(SqlTransaction tx, Usage.Kind kind, Usage.Owner owner) throws SQLException {
    return entry(tx, new Usage.Of(kind, owner)).usage();
  }

  Usage.Total total(SqlTransaction tx, Usage.Kind kind) throws SQLException {
    Usage.Total stored = totals.get(kind);
    if (stored == null) {
      stored = Usage.storedTotal(tx, kind);
      totals.put(kind, stored);
    }
    Growth since = growth.get(kind);
    return since == null
        ? stored
        : new Usage.Total(stored.bytes() + since.bytes, stored.holders() + since.holders);
  }

  Usage add(SqlTransaction tx, Usage.Kind kind, Usage.Owner owner, long bytes, long weight)
      throws SQLException {
    Usage.Of key = new Usage.Of(kind, owner);
    Entry entry = entry(tx, key);
    count(kind, entry, bytes, weight);
    tx.afterRollback(() -> count(kind, entry, -bytes, -weight));
    return entry.usage();
  }

  private void count(Usage.Kind counted, Entry entry, long bytes, long weight) {
    entry.bytes += bytes;
    entry.weight += weight;
    Growth all = growth.computeIfAbsent(counted, kind -> new Growth());
    all.bytes += bytes;
    all.holders += Usage.moreHolders(entry.usage().bytes(), bytes);
  }

  private Entry entry(SqlTransaction tx, Usage.Of key) throws SQLException {
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(Usage.stored(tx, key.kind(), key.owner()));
      entries.put(key, entry);
    }
    return entry;
  }
}
