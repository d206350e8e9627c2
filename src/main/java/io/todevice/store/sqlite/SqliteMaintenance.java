package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks after the file of a store. All but {@link #restore} may be done while a server uses the
 * file. Every method throws an {@link UnusableStoreException} where a file can't be used.
 */
public final class SqliteMaintenance {

  /** Counts that are kept beside what they count, with a statement that finds wrong ones. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "inboxes whose messages are counted wrong",
          "SELECT COUNT(*) FROM inbox i WHERE i.messages <> (SELECT COUNT(*) FROM message m"
              + " WHERE m.bucket = i.bucket AND m.inbox = i.inbox)",
          "messages of no inbox",
          "SELECT COUNT(*) FROM message m WHERE NOT EXISTS (SELECT 1 FROM inbox i"
              + " WHERE i.bucket = m.bucket AND i.inbox = m.inbox)",
          "messages without a content",
          "SELECT COUNT(*) FROM message m WHERE m.content IS NULL AND NOT EXISTS (SELECT 1"
              + " FROM content c WHERE c.bucket = m.bucket AND c.id = m.shared)",
          "devices without an inbox",
          "SELECT COUNT(*) FROM device d WHERE NOT EXISTS (SELECT 1 FROM inbox i"
              + " WHERE i.bucket = d.bucket AND i.inbox = d.inbox AND i.ended = 0)");

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
    return read(
        file,
        connection -> {
          List<String> faults = new ArrayList<>();
          for (String fault : connection.texts("PRAGMA integrity_check(20)")) {
            if (!fault.equals("ok")) {
              faults.add(fault);
            }
          }
          for (Map.Entry<String, String> count : COUNTS.entrySet()) {
            long wrong = connection.number(count.getValue());
            if (wrong > 0) {
              faults.add(wrong + " " + count.getKey());
            }
          }
          return faults;
        });
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
    statistics.put("bytes of the log", size(file.resolveSibling(file.getFileName() + "-wal")));
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
   * @param copy does not exist
   * @return the size of the copy, in bytes
   */
  public static long backup(Path file, Path copy) {
    return write(
        copy,
        part ->
            read(
                file,
                connection ->
                    connection.number("VACUUM INTO '" + part.toString().replace("'", "''") + "'")));
  }

  /**
   * Makes a store of a copy. Devices are told that the keys of everybody they follow have changed:
   * what changed after the copy was made is lost.
   *
   * @param file does not exist
   * @return the size of the store, in bytes
   */
  public static long restore(Path copy, Path file) {
    List<String> faults = check(copy);
    if (!faults.isEmpty()) {
      throw new UnusableStoreException(faults.get(0));
    }
    return write(
        file,
        part -> {
          Files.copy(copy, part);
          try (SqliteConnection connection =
              SqliteConnection.open(SqliteConnection.writers(part))) {
            connection.run("UPDATE counter SET value = value + 1000000000 WHERE name = 'keys'");
            connection.run(
                "UPDATE key_change SET position ="
                    + " (SELECT value FROM counter WHERE name = 'keys')");
            connection.number("PRAGMA wal_checkpoint(TRUNCATE)");
          }
          return 0L;
        });
  }

  /** Writes a file beside its place, and puts it there when it is whole and on the disk. */
  private static long write(Path target, Writing writing) {
    if (Files.exists(target)) {
      throw new UnusableStoreException(target + " exists already");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      try {
        writing.to(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return Files.size(target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UnusableStoreException(target + " can't be written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    Long to(Path part) throws IOException, SQLException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(SqliteConnection connection) throws SQLException;
  }

  private static <T> T read(Path file, Reading<T> reading) {
    if (!Files.exists(file)) {
      throw new UnusableStoreException("does not exist");
    }
    try {
      SqliteFile.checkKind(file);
      try (SqliteConnection connection = SqliteConnection.open(SqliteConnection.observers(file))) {
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
