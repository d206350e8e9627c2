package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.CopyEnd;
import io.todevice.store.sql.MessageUsage;
import io.todevice.store.sql.StoreCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** An SQLite store that is copied, or copied to. */
public final class SqliteCopy implements CopyEnd {

  private final SqliteStore.Lock lock;
  private final Connection connection;

  private SqliteCopy(SqliteStore.Lock lock, Connection connection) {
    this.lock = lock;
    this.connection = connection;
  }

  /**
   * Opens the file of a store that is copied, for reading, and keeps servers away from it.
   *
   * @throws UnusableStoreException if it can't be copied
   */
  public static SqliteCopy source(String place) {
    SqlitePath path = SqlitePath.of(place);
    return on(SqliteFile.lock(path, StoreCopy::checkSource), SqliteConnection.inspectors(path));
  }

  /**
   * Opens the file that is copied to, or creates it, and keeps servers away from it.
   *
   * @param name of the copy: {@link StoreCopy#name}
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  public static SqliteCopy target(String place, String name) {
    SqliteFile file = SqliteFile.open(SqlitePath.of(place), StoreCopy.target(name));
    return on(file, SqliteConnection.writers(file.path()));
  }

  private static SqliteCopy on(SqliteStore.Lock lock, DataSource source) {
    try {
      Connection connection = source.getConnection();
      connection.setAutoCommit(false);
      return new SqliteCopy(lock, connection);
    } catch (SQLException e) {
      lock.close();
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
      lock.close();
    }
  }
}
