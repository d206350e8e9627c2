package io.todevice.store.sql;

import io.todevice.domain.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What users take of messages, made anew for a store that keeps it with each message. */
public final class MessageUsage {

  private static final String INSERT =
      "INSERT INTO usage(bucket, owner, kind, bytes, weight, size_class) ";

  /** A size class may be too high: who looks for the heaviest user puts it right. */
  private static final int HIGHEST_CLASS = 62;

  private static final int RECEIVED = Usage.Kind.RECEIVED.code();

  private static final String INSERT_RECEIVED =
      "%sSELECT bucket, owner, %d, SUM(bytes), SUM(%s), %d FROM inbox"
              .formatted(INSERT, RECEIVED, InboxRow.WEIGHT, HIGHEST_CLASS)
          + " GROUP BY bucket, owner HAVING SUM(bytes) > 0";

  private static final String SENDERS = "SELECT sender, SUM(bytes) FROM message GROUP BY sender";

  private static final String TOTAL =
      "UPDATE usage_total SET bytes = (SELECT COALESCE(SUM(bytes), 0) FROM usage WHERE kind = %1$d),"
              .formatted(RECEIVED)
          + " holders = (SELECT COUNT(*) FROM usage WHERE kind = %1$d) WHERE kind = %1$d"
              .formatted(RECEIVED);

  private MessageUsage() {}

  /** Counts what is in the inboxes. Nothing of messages is counted yet. Does not commit. */
  public static void count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        Statement reading = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(INSERT + "VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.executeUpdate(INSERT_RECEIVED);
      try (ResultSet senders = reading.executeQuery(SENDERS)) {
        while (senders.next()) {
          Usage.Owner sender = SqlDevices.owner(new UserId(senders.getString(1)));
          insert.setInt(1, sender.bucket());
          insert.setString(2, sender.id());
          insert.setInt(3, Usage.Kind.SENT.code());
          insert.setLong(4, senders.getLong(2));
          insert.setLong(5, senders.getLong(2));
          insert.setInt(6, HIGHEST_CLASS);
          insert.executeUpdate();
        }
      }
      statement.executeUpdate(TOTAL);
    }
  }
}
