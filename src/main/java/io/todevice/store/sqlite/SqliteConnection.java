package io.todevice.store.sqlite;

import io.todevice.store.sql.SqlTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** A connection to the file with its prepared statements. Used by one thread at a time. */
final class SqliteConnection implements SqlTransaction.Statements, AutoCloseable {

  private static final int BUSY_MILLIS = 5_000;

  /** Of the writer, in KiB: what a few batches change. */
  private static final int WRITER_CACHE = 65_536;

  private static final int READER_CACHE = 16_384;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private SqliteConnection(Connection connection) throws SQLException {
    this.connection = connection;
    // Transactions begin with statements of ours. Without this the driver tries to begin one before
    // each update.
    connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
  }

  /** The source of connections that write. */
  static SQLiteDataSource writers(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
    config.setJournalSizeLimit(Checkpoints.TRUNCATED_ABOVE);
    config.setCacheSize(-WRITER_CACHE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    return source(file, config);
  }

  /** The source of connections that only read. */
  static SQLiteDataSource readers(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
    config.setCacheSize(-READER_CACHE);
    config.setBusyTimeout(BUSY_MILLIS);
    return source(file, config);
  }

  /** The source of connections of a process that only looks at the file. */
  static SQLiteDataSource observers(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
    return source(file, config);
  }

  /** The source of connections that leave no trace, to a file that no other process has open. */
  static SQLiteDataSource inspectors(SqlitePath path) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return Files.exists(path.log())
        ? source(path.file().toString(), config)
        : source("file:" + path.file().toUri().getRawPath() + "?immutable=1", config);
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    // A file that was deleted must not come back empty.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return source(file.toString(), config);
  }

  private static SQLiteDataSource source(String name, SQLiteConfig config) {
    config.setGetGeneratedKeys(false);
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // one thread at a time uses a connection
    // What a savepoint may have to take back is kept in memory and not in files.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + name);
    return source;
  }

  static SqliteConnection open(SQLiteDataSource source) throws SQLException {
    return new SqliteConnection(source.getConnection());
  }

  @Override
  public PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement there = prepared.get(sql);
    if (there == null) {
      there = connection.prepareStatement(sql);
      prepared.put(sql, there);
    }
    return there;
  }

  /** Runs a statement without parameters and without a result. */
  void run(String sql) throws SQLException {
    prepare(sql).execute();
  }

  /** Runs a statement to its end; returns the number in the first column of its first row, or 0. */
  long number(String sql) throws SQLException {
    return number(sql, 1);
  }

  /** The same with another column. */
  long number(String sql, int column) throws SQLException {
    PreparedStatement statement = prepare(sql);
    if (!statement.execute()) {
      return 0;
    }
    try (ResultSet result = statement.getResultSet()) {
      long number = result.next() ? result.getLong(column) : 0;
      while (result.next()) {
        // a statement that changes the file works on with each row
      }
      return number;
    }
  }

  /** How many rows this connection has changed, also where that was rolled back. */
  long changes() throws SQLException {
    return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
  }

  /** The texts in the first column of a result. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      SqliteFailures.LOG.warn("A connection to the store's file could not be closed", e);
    }
  }
}
