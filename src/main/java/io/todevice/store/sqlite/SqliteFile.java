package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.sqlite.SQLiteDataSource;

/**
 * The file of a store: found to be usable, locked against other processes, and with the tables of
 * this version.
 */
final class SqliteFile implements SqliteStore.Lock {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** File systems on which locks or memory maps of several machines are not reliable. */
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "lustre");

  private final Path path;
  private final FileChannel channel;

  private SqliteFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A path as a setting names it. */
  static Path path(String place) {
    try {
      if (!place.isEmpty()) {
        return Path.of(place).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // reported below
    }
    throw new UnusableStoreException("names no file; write sqlite:PATH");
  }

  /**
   * Opens the file and brings its tables up to date, or creates it.
   *
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  static SqliteFile open(Path path) {
    try {
      check(path);
      SqliteFile file = new SqliteFile(path, lock(path));
      try {
        file.migrate();
        return file;
      } catch (RuntimeException | SQLException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableStoreException("can't be read or written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    }
  }

  Path path() {
    return path;
  }

  /** Whether a file is one of this kind, can be written, and lies on this machine. */
  private static void check(Path path) throws IOException {
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UnusableStoreException("its directory does not exist");
    }
    String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
    if (NETWORK.contains(type)
        || type.startsWith("fuse.sshfs")
        || type.startsWith("fuse.gluster")) {
      throw new UnusableStoreException(
          "lies on a network file system (" + type + "); use a local one");
    }
    if (!Files.isWritable(directory) || (Files.exists(path) && !Files.isWritable(path))) {
      throw new UnusableStoreException("can't be written");
    }
    if (Files.exists(path)) {
      checkKind(path);
    }
  }

  /** Whether a file that is there is a database, before anything is written to it. */
  static void checkKind(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new UnusableStoreException("is not a file");
    }
    ByteBuffer head = ByteBuffer.allocate(MAGIC.length);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // reads on
      }
    }
    if (head.position() > 0 && !ByteBuffer.wrap(MAGIC).equals(head.flip())) {
      throw new UnusableStoreException("is not an SQLite database, or it is damaged");
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolveSibling(path.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // another store of this process has it
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new UnusableStoreException("is in use by another server");
    }
    return channel;
  }

  private void migrate() throws SQLException {
    SQLiteDataSource source = SqliteConnection.writers(path);
    boolean isNew;
    try (SqliteConnection first = SqliteConnection.open(SqliteConnection.observers(path))) {
      // The driver loads its native library here, before other threads use it.
      isNew = first.number("SELECT COUNT(*) FROM sqlite_schema") == 0;
      if (isNew) {
        // Only before anything is written to the file.
        first.number("PRAGMA auto_vacuum = INCREMENTAL");
        first.number("PRAGMA journal_mode = WAL");
      }
    }
    Flyway flyway =
        Flyway.configure(SqliteFile.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:io/todevice/store/sqlite")
            .table("schema_history")
            .cleanDisabled(true)
            .load();
    try {
      checkVersion(flyway, isNew);
      MigrateResult result = flyway.migrate();
      if (!isNew && result.migrationsExecuted > 0) {
        SqliteFailures.LOG.info(
            "The store's tables are now of version {}", result.targetSchemaVersion);
      }
    } catch (FlywayException e) {
      throw new UnusableStoreException("its tables are not those of this server", e);
    }
    if (!isNew) {
      beginLife(source);
    }
  }

  private static void checkVersion(Flyway flyway, boolean isNew) {
    MigrationInfo current = flyway.info().current();
    if (current == null) {
      if (!isNew) {
        throw new UnusableStoreException("is the database of another program");
      }
      return;
    }
    MigrationInfo[] known = flyway.info().all();
    for (MigrationInfo migration : known) {
      if (migration.getState().isApplied() && !migration.getState().isResolved()) {
        throw new UnusableStoreException(
            "was written by a newer server: its tables are of version " + current.getVersion());
      }
    }
  }

  /**
   * What a process before this one has given out may be lost, where the file is a restored copy:
   * numbers begin above all that it can have given out. A process may have begun later than the
   * clock says now, but not more than once a second.
   */
  private static void beginLife(SQLiteDataSource source) throws SQLException {
    long seconds = System.currentTimeMillis() / 1_000 - SqliteDialect.FIRST_SECOND;
    try (SqliteConnection connection = SqliteConnection.open(source)) {
      connection.run(
          "UPDATE counter SET value = MAX(value + 1, " + seconds + ") WHERE name = 'life'");
    }
  }

  /** The number of the process that uses the file now: 0 for the first one. */
  long life() {
    try (SqliteConnection connection = SqliteConnection.open(SqliteConnection.readers(path))) {
      return connection.number("SELECT value FROM counter WHERE name = 'life'");
    } catch (SQLException e) {
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    }
  }

  /** Lets other processes use the file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      SqliteFailures.LOG.warn("The lock of the store's file could not be released", e);
    }
  }
}
