package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.CopyEnd;
import io.todevice.store.sql.MessageUsage;
import io.todevice.store.sql.StoreUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** An SQLite store that is copied, or copied to. */
public final class SqliteCopy implements CopyEnd {

  private final SqliteFile file;
  private final Connection connection;

  private SqliteCopy(SqliteFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the file of a store that is copied, and keeps servers away from it.
   *
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  public static SqliteCopy source(String place) {
    return on(SqliteFile.openExisting(SqlitePath.of(place)));
  }

  /**
   * Opens the file that is copied to, or creates it, and keeps servers away from it.
   *
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  public static SqliteCopy target(String place) {
    return on(SqliteFile.open(SqlitePath.of(place), StoreUse.ANY));
  }

  private static SqliteCopy on(SqliteFile file) {
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
    MessageUsage.count(connection);
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
