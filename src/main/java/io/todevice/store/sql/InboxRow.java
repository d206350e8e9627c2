package io.todevice.store.sql;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The state of an inbox.
 *
 * @param lastSeq the number of the message that came last; 0 where none has come
 * @param ackedSeq everything up to it has been passed, and is read no more
 * @param trimmedSeq everything up to it has been deleted
 * @param messages how many messages there are, those that were passed and not deleted included
 * @param bytes what they take
 * @param readAt when the device last read it, more or less, in milliseconds
 * @param isDormant whether its messages count for more
 * @param isEnded whether its device was deleted
 */
record InboxRow(
    DeviceIncarnation device,
    long lastSeq,
    long ackedSeq,
    long trimmedSeq,
    long messages,
    long bytes,
    long readAt,
    boolean isDormant,
    boolean isEnded) {

  /** How much more a message counts for that waits for a dormant device. */
  static final int DORMANT_WEIGHT = 8;

  /** {@link #weight} of all that an inbox holds, in SQL. */
  static final String WEIGHT =
      "CASE WHEN dormant = 1 THEN " + DORMANT_WEIGHT + " * bytes ELSE bytes END";

  private static final String STATE =
      "last_seq, acked_seq, trimmed_seq, messages, bytes, read_at, dormant, ended";

  /** An inbox, also an ended one. */
  static Optional<InboxRow> find(SqlTransaction tx, long inbox) throws SQLException {
    CacheKey key = CacheKey.inboxRow(inbox);
    Optional<InboxRow> found = tx.known(key, InboxRow.class);
    if (found.isEmpty()) {
      found =
          tx.find(
              "SELECT " + STATE + ", owner, device_id FROM inbox WHERE bucket = ? AND inbox = ?",
              row -> read(row, inbox),
              Bucket.of(inbox),
              inbox);
      found.ifPresent(row -> tx.remember(key, row));
    }
    return found;
  }

  /** An inbox that is there. */
  static InboxRow get(SqlTransaction tx, long inbox) throws SQLException {
    return find(tx, inbox).orElseThrow(() -> new SQLException("an inbox has disappeared"));
  }

  /**
   * Changes an inbox. Nothing else does, as inboxes are kept in memory.
   *
   * @param assignments of an UPDATE
   */
  static void update(SqlTransaction tx, long inbox, String assignments, Object... values)
      throws SQLException {
    Object[] all = Arrays.copyOf(values, values.length + 2);
    all[values.length] = Bucket.of(inbox);
    all[values.length + 1] = inbox;
    tx.update("UPDATE inbox SET " + assignments + " WHERE bucket = ? AND inbox = ?", all);
    tx.forget(CacheKey.inbox(inbox));
    tx.forget(CacheKey.inboxRow(inbox));
  }

  /** Counts a message that comes; returns the inbox as it is then, with the message's number. */
  static InboxRow append(SqlTransaction tx, long inbox, long bytes) throws SQLException {
    InboxRow before = get(tx, inbox);
    InboxRow after =
        new InboxRow(
            before.device,
            Math.max(before.lastSeq, tx.dialect().positionBase()) + 1,
            before.ackedSeq,
            before.trimmedSeq,
            before.messages + 1,
            before.bytes + bytes,
            before.readAt,
            before.isDormant,
            before.isEnded);
    update(
        tx,
        inbox,
        "last_seq = ?, messages = ?, bytes = ?",
        after.lastSeq,
        after.messages,
        after.bytes);
    tx.change(CacheKey.inboxRow(inbox), after);
    return after;
  }

  /** How much bytes of messages in it count for where room is made for others. */
  long weight(long messageBytes) {
    return isDormant ? messageBytes * DORMANT_WEIGHT : messageBytes;
  }

  int bucket() {
    return Bucket.of(device.number());
  }

  long number() {
    return device.number();
  }

  Usage.Owner owner() {
    return SqlDevices.owner(device.user());
  }

  private static InboxRow read(ResultSet row, long inbox) throws SQLException {
    return new InboxRow(
        new DeviceIncarnation(
            new DeviceAddress(new UserId(row.getString(9)), new DeviceId(row.getString(10))),
            inbox),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getInt(7) != 0,
        row.getInt(8) != 0);
  }
}
