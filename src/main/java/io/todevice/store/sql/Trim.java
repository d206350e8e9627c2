package io.todevice.store.sql;

import io.todevice.store.DropReason;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Deletes in bounded steps what is read no more: messages that were acknowledged or are too old,
 * and what ended devices leave behind.
 *
 * @param database where the later steps of a deletion run
 */
record Trim(Database database, InboxBounds bounds, DropCounts drops) {

  /** How many rows one step deletes at the most. */
  static final int STEP = 500;

  /** Deletes some of what is read no more; the rest later, in works of their own. */
  void step(SqlTransaction tx, long inbox) throws SQLException {
    if (trim(tx, inbox)) {
      tx.afterCommit(
          () -> {
            var unused =
                database.write(
                    next -> {
                      step(next, inbox);
                      return true;
                    });
          });
    }
  }

  /** Deletes everything that is read no more. */
  void finish(SqlTransaction tx, long inbox) throws SQLException {
    while (trim(tx, inbox)) {
      // each pass deletes a step's rows
    }
  }

  /** Deletes a step's rows; returns whether there may be more. */
  private boolean trim(SqlTransaction tx, long number) throws SQLException {
    Optional<InboxRow> found = InboxRow.find(tx, number);
    if (found.isEmpty()) {
      return false;
    }
    InboxRow inbox = found.get();
    boolean hasMore = trim(tx, inbox);
    return (inbox.isEnded() && !hasMore) ? trimEnded(tx, inbox) : hasMore;
  }

  private boolean trim(SqlTransaction tx, InboxRow inbox) throws SQLException {
    if (inbox.trimmedSeq() >= inbox.ackedSeq()) {
      return false;
    }
    long end =
        tx.number(
            "SELECT seq FROM message WHERE bucket = ? AND inbox = ? AND seq > ? AND seq <= ?"
                + " ORDER BY seq LIMIT 1 OFFSET ?",
            inbox.device(),
            inbox.trimmedSeq(),
            inbox.ackedSeq(),
            STEP);
    long upTo = end == 0 ? inbox.ackedSeq() : end - 1;
    Removal removal = new Removal(tx);
    removal.delete(inbox, inbox.trimmedSeq(), upTo);
    removal.finish();
    InboxRow.update(tx, inbox.number(), "trimmed_seq = ?", upTo);
    return end != 0;
  }

  private static boolean trimEnded(SqlTransaction tx, InboxRow inbox) throws SQLException {
    boolean hasMore =
        tx.update(
                "DELETE FROM txn WHERE bucket = ? AND inbox = ? AND key IN"
                    + " (SELECT key FROM txn WHERE bucket = ? AND inbox = ? LIMIT ?)",
                inbox.device(),
                inbox.device(),
                STEP)
            == STEP;
    if (!hasMore) {
      tx.update("DELETE FROM inbox WHERE bucket = ? AND inbox = ?", inbox.device());
      tx.forget(CacheKey.inboxRow(inbox.number()));
    }
    return hasMore;
  }

  /** Drops messages that are too old, as many as a step deletes; returns how many those were. */
  int dropExpired(SqlTransaction tx, InboxRow inbox) throws SQLException {
    long last = inbox.ackedSeq();
    long oldest = tx.now() - bounds.retention();
    for (Arrival arrival :
        tx.list(
            "SELECT seq, at FROM message WHERE bucket = ? AND inbox = ? AND seq > ?"
                + " ORDER BY seq LIMIT ?",
            row -> new Arrival(row.getLong(1), row.getLong(2)),
            inbox.device(),
            inbox.ackedSeq(),
            STEP)) {
      if (arrival.at() >= oldest) {
        break;
      }
      last = arrival.seq();
    }
    if (last == inbox.ackedSeq()) {
      return 0;
    }
    Removal removal = new Removal(tx);
    int dropped = removal.delete(inbox, inbox.ackedSeq(), last);
    removal.finish();
    drops.count(tx, inbox.number(), inbox.device().toString(), DropReason.EXPIRED, dropped);
    return dropped;
  }

  private record Arrival(long seq, long at) {}
}
