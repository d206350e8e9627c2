package io.todevice.store.sqlite;

import io.todevice.domain.UserId;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.Bucket;
import io.todevice.store.sql.CopyEnd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** An SQLite store that is copied, or copied to. */
public final class SqliteCopy implements CopyEnd {

  private static final String INSERT =
      "INSERT INTO usage(bucket, owner, kind, bytes, weight, size_class) ";

  /** A size class may be too high: who looks for the heaviest user puts it right. */
  private static final int HIGHEST_CLASS = 62;

  private static final String RECEIVED =
      INSERT
          + "SELECT bucket, owner, 0, SUM(bytes),"
          + " SUM(CASE WHEN dormant = 1 THEN 8 * bytes ELSE bytes END), "
          + HIGHEST_CLASS
          + " FROM inbox GROUP BY bucket, owner HAVING SUM(bytes) > 0";

  private static final String SENDERS = "SELECT sender, SUM(bytes) FROM message GROUP BY sender";

  private static final String TOTAL =
      "UPDATE usage_total SET bytes = (SELECT COALESCE(SUM(bytes), 0) FROM usage WHERE kind = 0),"
          + " holders = (SELECT COUNT(*) FROM usage WHERE kind = 0) WHERE kind = 0";

  private final SqliteFile file;
  private final Connection connection;

  private SqliteCopy(SqliteFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the file, or creates it, and keeps servers away from it.
   *
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  public static SqliteCopy open(String place) {
    SqliteFile file = SqliteFile.open(SqliteFile.path(place));
    try {
      Connection connection = SqliteConnection.writers(file.path()).getConnection();
      connection.setAutoCommit(false);
      return new SqliteCopy(file, connection);
    } catch (SQLException e) {
      file.close();
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    }
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Set<String> ownTables() {
    return Set.of();
  }

  @Override
  public void derive() throws SQLException {
    try (Statement statement = connection.createStatement();
        Statement reading = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(INSERT + "VALUES (?, ?, 1, ?, ?, ?)")) {
      statement.executeUpdate(RECEIVED);
      try (ResultSet senders = reading.executeQuery(SENDERS)) {
        while (senders.next()) {
          String sender = senders.getString(1);
          insert.setInt(1, Bucket.of(new UserId(sender)));
          insert.setString(2, sender);
          insert.setLong(3, senders.getLong(2));
          insert.setLong(4, senders.getLong(2));
          insert.setInt(5, HIGHEST_CLASS);
          insert.executeUpdate();
        }
      }
      statement.executeUpdate(TOTAL);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      SqliteFailures.LOG.warn("A connection to the store's file could not be closed", e);
    } finally {
      file.close();
    }
  }
}
