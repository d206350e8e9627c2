package io.todevice.store.sql;

import io.todevice.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes messages, and in the end counts them where they were counted when they came. */
final class Removal {

  private static final String DELETE =
      "DELETE FROM message WHERE bucket = ? AND inbox = ? AND seq > ? AND seq <= ?"
          + " RETURNING sender, bytes, shared";

  private record Removed(String sender, long bytes, @Nullable Long shared) {

    static Removed read(ResultSet row) throws SQLException {
      long shared = row.getLong(3);
      return new Removed(row.getString(1), row.getLong(2), row.wasNull() ? null : shared);
    }
  }

  private static final class Sum {
    private long messages;
    private long bytes;
  }

  private final SqlTransaction tx;
  private final Map<Long, InboxRow> inboxes = new HashMap<>(2);
  private final Map<Long, Sum> byInbox = new HashMap<>(2);
  private final Map<String, Sum> bySender = new HashMap<>(2);

  Removal(SqlTransaction tx) {
    this.tx = tx;
  }

  /** Deletes the messages of an inbox with numbers from above {@code after} up to {@code last}. */
  int delete(InboxRow inbox, long after, long last) throws SQLException {
    List<Removed> removed = tx.list(DELETE, Removed::read, inbox.device(), after, last);
    inboxes.putIfAbsent(inbox.number(), inbox);
    for (Removed message : removed) {
      count(byInbox.computeIfAbsent(inbox.number(), key -> new Sum()), message);
      count(bySender.computeIfAbsent(message.sender, key -> new Sum()), message);
      Long shared = message.shared;
      if (shared != null) {
        release(inbox.bucket(), shared);
      }
    }
    return removed.size();
  }

  private static void count(Sum sum, Removed message) {
    sum.messages++;
    sum.bytes += message.bytes;
  }

  private void release(int bucket, long content) throws SQLException {
    long left =
        tx.number(
            "UPDATE content SET refs = refs - 1 WHERE bucket = ? AND id = ? RETURNING refs",
            bucket,
            content);
    if (left == 0) {
      tx.update("DELETE FROM content WHERE bucket = ? AND id = ?", bucket, content);
    }
  }

  /** Counts what was deleted. */
  void finish() throws SQLException {
    for (Map.Entry<Long, Sum> entry : byInbox.entrySet()) {
      InboxRow inbox = inboxes.get(entry.getKey());
      Sum sum = entry.getValue();
      if (inbox != null) {
        InboxRow.update(
            tx,
            inbox.number(),
            "messages = messages - ?, bytes = bytes - ?",
            sum.messages,
            sum.bytes);
        Usage.add(tx, Usage.Kind.RECEIVED, inbox.owner(), -sum.bytes, -inbox.weight(sum.bytes));
      }
    }
    for (Map.Entry<String, Sum> entry : bySender.entrySet()) {
      Usage.Owner sender = SqlDevices.owner(new UserId(entry.getKey()));
      long bytes = entry.getValue().bytes;
      Usage.add(tx, Usage.Kind.SENT, sender, -bytes, -bytes);
    }
  }
}
