package io.todevice.store.sql;

import io.todevice.domain.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps inboxes within their bounds in a store that many processes write to. Such a store counts
 * with each message what its inbox holds, and only when a bound is exceeded what users take: two
 * more rows to update for each message would be two more locks that senders wait for.
 *
 * <p>Between transactions no {@link Usage} of messages is there. Its total is then what has been
 * removed here, below zero, which the store adds to what it has counted itself.
 */
public final class CountedRoom {

  /** Of pg_try_advisory_xact_lock: one process at a time makes room in the whole store. */
  private static final long EVICTION = 0x746f646576L;

  /** How many users are compared: who takes less than all of these is not the heaviest. */
  private static final int COMPARED = 1_000;

  private record Taken(Usage.Kind kind, Usage.Owner owner, long bytes, long weight) {}

  private final InboxRoom room;

  CountedRoom(InboxRoom room) {
    this.room = room;
  }

  /** Makes room in an inbox to which messages were added. */
  public void makeInDevice(SqlTransaction tx, long inbox) throws SQLException {
    long unused =
        tx.number(
            "SELECT inbox FROM inbox WHERE bucket = ? AND inbox = ? FOR NO KEY UPDATE",
            Bucket.of(inbox),
            inbox);
    Optional<InboxRow> locked = InboxRow.find(tx, inbox);
    if (locked.isPresent()) {
      room.makeInDevice(tx, locked.get());
    }
  }

  /** Makes room in the inboxes of a user. */
  public void makeInUser(SqlTransaction tx, UserId user) throws SQLException {
    List<Long> unused =
        tx.list(
            "SELECT i.inbox FROM device d JOIN inbox i ON i.bucket = d.bucket AND i.inbox = d.inbox"
                + " WHERE d.bucket = ? AND d.owner = ? ORDER BY i.inbox FOR NO KEY UPDATE OF i",
            row -> row.getLong(1),
            user);
    List<Taken> taken =
        tx.list(
            "SELECT sum(i.bytes), sum("
                + InboxRow.WEIGHT
                + ") FROM device d JOIN inbox i"
                + " ON i.bucket = d.bucket AND i.inbox = d.inbox"
                + " WHERE d.bucket = ? AND d.owner = ?",
            row ->
                new Taken(
                    Usage.Kind.RECEIVED, SqlDevices.owner(user), row.getLong(1), row.getLong(2)),
            user);
    count(tx, taken);
    room.makeInUser(tx, user, Usage.find(tx, Usage.Kind.RECEIVED, SqlDevices.owner(user)));
    uncount(tx, taken);
  }

  /**
   * Makes room in the whole store, unless another process does. Passes over all messages to find
   * out who has sent how much of what waits.
   *
   * @param total what all inboxes hold
   */
  public void makeInStore(SqlTransaction tx, long total) throws SQLException {
    if (!tx.find("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), EVICTION)
        .orElse(false)) {
      return;
    }
    List<Taken> received =
        tx.list(
            "SELECT owner, sum(bytes), sum("
                + InboxRow.WEIGHT
                + ") FROM inbox WHERE messages > 0"
                + " GROUP BY owner ORDER BY 3 DESC LIMIT ?",
            row -> taken(Usage.Kind.RECEIVED, row.getString(1), row.getLong(2), row.getLong(3)),
            COMPARED);
    List<Taken> sent =
        tx.list(
            "SELECT sender, sum(bytes) FROM message GROUP BY sender ORDER BY 2 DESC LIMIT ?",
            row -> taken(Usage.Kind.SENT, row.getString(1), row.getLong(2), row.getLong(2)),
            COMPARED);
    count(tx, received);
    count(tx, sent);
    long missing = total - Usage.total(tx, Usage.Kind.RECEIVED).bytes();
    addToTotal(tx, missing);
    room.makeInStore(tx);
    addToTotal(tx, -missing);
    uncount(tx, received);
    uncount(tx, sent);
  }

  private static Taken taken(Usage.Kind kind, String user, long bytes, long weight) {
    return new Taken(kind, SqlDevices.owner(new UserId(user)), bytes, weight);
  }

  private static void count(SqlTransaction tx, List<Taken> taken) throws SQLException {
    for (Taken each : taken) {
      Usage.add(tx, each.kind, each.owner, each.bytes, each.weight);
    }
  }

  /** Takes back what was counted, so that the total is less by what was removed meanwhile. */
  private static void uncount(SqlTransaction tx, List<Taken> taken) throws SQLException {
    for (Taken each : taken) {
      Usage left = Usage.find(tx, each.kind, each.owner);
      Usage.add(tx, each.kind, each.owner, -left.bytes(), -left.weight());
      if (each.kind == Usage.Kind.RECEIVED) {
        addToTotal(tx, left.bytes() - each.bytes);
      }
    }
  }

  private static void addToTotal(SqlTransaction tx, long bytes) throws SQLException {
    tx.update(
        "UPDATE usage_total SET bytes = bytes + ? WHERE kind = ?",
        bytes,
        Usage.Kind.RECEIVED.code());
  }
}
