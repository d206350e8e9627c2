package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.RestoredKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks after the file of a store. All but {@link #restore} may be done while a server uses the
 * file. Every method throws an {@link UnusableStoreException} where a file can't be used.
 */
public final class SqliteMaintenance {

  /** What is worth knowing of a store. */
  private static final Map<String, String> STATISTICS = statements();

  private SqliteMaintenance() {}

  private static Map<String, String> statements() {
    Map<String, String> statements = new LinkedHashMap<>();
    statements.put("accounts", "SELECT value FROM counter WHERE name = 'accounts'");
    statements.put("devices", "SELECT bytes FROM usage_total WHERE kind = 6");
    statements.put("sessions", "SELECT COUNT(*) FROM session");
    statements.put("messages", "SELECT SUM(messages) FROM inbox");
    statements.put("bytes of messages", "SELECT bytes FROM usage_total WHERE kind = 0");
    statements.put("dormant devices", "SELECT COUNT(*) FROM inbox WHERE dormant = 1");
    statements.put("remembered transactions", "SELECT COUNT(*) FROM txn");
    statements.put("bytes of keys", "SELECT bytes FROM usage_total WHERE kind = 2");
    statements.put("bytes of account data", "SELECT bytes FROM usage_total WHERE kind = 4");
    statements.put("bytes of key backups", "SELECT bytes FROM usage_total WHERE kind = 5");
    statements.put("free pages", "PRAGMA freelist_count");
    statements.put("pages", "PRAGMA page_count");
    return statements;
  }

  /** Reads the whole file; returns what is damaged, in one line each. */
  public static List<String> check(Path file) {
    SqlitePath path = SqlitePath.of(file);
    try {
      if (path.exists() && !path.isDatabase()) {
        return List.of(SqlitePath.NO_DATABASE);
      }
      return read(file, connection -> new FileCheck(connection).run());
    } catch (IOException e) {
      throw new UnusableStoreException("can't be read: " + e.getMessage(), e);
    } catch (UnusableStoreException e) {
      if (e.getCause() instanceof SQLException failure && SqliteFailures.isDamage(failure)) {
        return List.of(SqliteFailures.describe(failure));
      }
      throw e;
    }
  }

  /** What the store holds, by name, and the sizes of its files in bytes. */
  public static Map<String, Long> statistics(Path file) {
    Map<String, Long> statistics =
        read(
            file,
            connection -> {
              Map<String, Long> found = new LinkedHashMap<>();
              for (Map.Entry<String, String> statement : STATISTICS.entrySet()) {
                found.put(statement.getKey(), connection.number(statement.getValue()));
              }
              return found;
            });
    statistics.put("bytes of the file", size(file));
    statistics.put("bytes of the log", size(SqlitePath.of(file).log()));
    return statistics;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UnusableStoreException("can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a copy of the store as it is at one moment.
   *
   * @return the size of the copy, in bytes
   */
  public static long backup(Path file, NewFile copy) {
    return copy.write(part -> copy(file, part));
  }

  /** With what the log of the file holds. */
  private static void copy(Path file, Path part) {
    long unused =
        read(
            file,
            connection ->
                connection.number("VACUUM INTO '" + part.toString().replace("'", "''") + "'"));
  }

  /**
   * Makes a store of a copy, with {@link RestoredKeys}.
   *
   * @return the size of the store, in bytes
   */
  public static long restore(Path copy, NewFile file) {
    List<String> faults = check(copy);
    if (!faults.isEmpty()) {
      throw new UnusableStoreException(faults.get(0));
    }
    return file.write(
        part -> {
          copy(copy, part);
          try (SqliteConnection connection =
              SqliteConnection.open(SqliteConnection.writers(part))) {
            for (String statement : RestoredKeys.STATEMENTS) {
              connection.run(statement);
            }
            connection.number("PRAGMA wal_checkpoint(TRUNCATE)");
          }
        });
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(SqliteConnection connection) throws SQLException;
  }

  private static <T> T read(Path file, Reading<T> reading) {
    SqlitePath path = SqlitePath.of(file);
    if (!path.exists()) {
      throw new UnusableStoreException("does not exist");
    }
    try {
      path.checkKind();
      path.checkNames();
      try (SqliteConnection connection =
          SqliteConnection.open(SqliteConnection.observers(path.file()))) {
        if (connection.number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'inbox'") == 0) {
          throw new UnusableStoreException("is the database of another program");
        }
        return reading.from(connection);
      }
    } catch (IOException e) {
      throw new UnusableStoreException("can't be read: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    }
  }
}
