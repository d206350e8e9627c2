package io.todevice.store.postgres;

import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.CopyEnd;
import io.todevice.store.sql.StoreCopy;
import io.todevice.store.sql.StoreUse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.BiConsumer;

/** A PostgreSQL store that is copied, or copied to. */
public final class PostgresCopy implements CopyEnd {

  /** Every node listens for hints. */
  private static final String NODES =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'todevice listener'";

  private final Connection connection;

  private PostgresCopy(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects to the database of a store that is copied. Changes nothing.
   *
   * @throws UnusableStoreException if it holds no store, can't be copied, or a server uses it
   */
  public static PostgresCopy source(String url) {
    return open(url, PostgresSchema::checkExisting, StoreCopy::checkSource);
  }

  /**
   * Connects to the database that is copied to, and makes its tables where there are none.
   *
   * @param name of the copy: {@link StoreCopy#name}
   * @throws UnusableStoreException if it can't be used, or a server uses it; then nothing was
   *     changed
   */
  public static PostgresCopy target(String url, String name) {
    return open(url, PostgresSchema::prepare, StoreCopy.target(name));
  }

  private static PostgresCopy open(
      String url, BiConsumer<PostgresSchema, StoreUse> preparation, StoreUse use) {
    PostgresAddress address;
    try {
      address = PostgresAddress.parse(url);
    } catch (IllegalArgumentException e) {
      throw new UnusableStoreException(String.valueOf(e.getMessage()), e);
    }
    Sessions sessions = new Sessions(address);
    PostgresSchema schema = new PostgresSchema(sessions);
    preparation.accept(
        schema,
        connection -> {
          checkUnused(connection);
          use.check(connection);
        });
    try {
      Connection connection = sessions.open("copy");
      connection.setNetworkTimeout(Runnable::run, 0);
      connection.setAutoCommit(false);
      return new PostgresCopy(connection);
    } catch (SQLException e) {
      throw schema.unusable(e);
    }
  }

  private static void checkUnused(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet nodes = statement.executeQuery(NODES)) {
      boolean unused = nodes.next();
      if (nodes.getLong(1) > 0) {
        throw new UnusableStoreException("is in use by a server: stop all of them");
      }
    }
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Set<String> ownTables() {
    return Set.of("inbox_total", "epoch");
  }

  /**
   * Here each message has its content, users' shares are counted when there is too much, and the
   * total of all inboxes in parts. Positions go on above all that the other store can have given
   * out, also after the backup that it may be: SQLite counts the seconds from the beginning of 2026
   * in the same bits.
   */
  @Override
  public void derive() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE message m SET content = c.text, shared = NULL FROM content c"
              + " WHERE c.bucket = m.bucket AND c.id = m.shared");
      statement.executeUpdate("DELETE FROM content");
      statement.executeUpdate("UPDATE inbox_total SET bytes = 0");
      statement.executeUpdate(
          "UPDATE inbox_total SET bytes = (SELECT coalesce(sum(bytes), 0) FROM inbox)"
              + " WHERE slot = 0");
      statement.executeUpdate(
          "UPDATE epoch SET number = greatest(number,"
              + " (SELECT max(value) + 1 FROM counter WHERE name = 'life'),"
              + " (SELECT max(greatest(last_seq, acked_seq) >> 32) + 1 FROM inbox),"
              + " floor(extract(epoch FROM now() - '2026-01-01 UTC'))::bigint)");
    }
  }

  @Override
  public void close() {
    Sessions.close(connection);
  }
}
