package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.StoreUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.output.MigrateResult;
import org.sqlite.SQLiteDataSource;

/**
 * The file of a store: found to be usable, locked against other processes, and with the tables of
 * this version.
 */
final class SqliteFile implements SqliteStore.Lock {

  private final SqlitePath path;
  private final StoreLock lock;
  private final long life;

  /** SQLite deletes the log of a file when its last connection closes, which is this one. */
  private final SqliteConnection last;

  private final List<FileIdentity> identities;

  private SqliteFile(SqlitePath path, StoreLock lock, boolean isNew)
      throws IOException, SQLException {
    this.path = path;
    this.lock = lock;
    this.last = SqliteConnection.open(SqliteConnection.writers(path.file()));
    boolean isGood = false;
    try {
      this.life =
          isNew ? 0 : nextLife(last.number("SELECT value FROM counter WHERE name = 'life'"));
      this.identities = List.of(FileIdentity.of(path.file()), FileIdentity.of(path.log()));
      isGood = true;
    } finally {
      if (!isGood) {
        last.close();
      }
    }
  }

  /**
   * What the process before this one has given out may be lost, where the file is a restored copy:
   * numbers begin above all that it can have given out. It may have begun later than the clock says
   * now, but not more than once a second.
   */
  private static long nextLife(long before) {
    return Math.max(before + 1, System.currentTimeMillis() / 1_000 - SqliteDialect.FIRST_SECOND);
  }

  /**
   * Opens the file and brings its tables up to date, or creates it.
   *
   * @param use is checked where there are tables already
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  static SqliteFile open(SqlitePath path, StoreUse use) {
    return locked(
        path,
        lock -> {
          boolean isNew = isNew(path);
          if (isNew) {
            create(path);
          } else {
            check(path, use);
            upgrade(path);
          }
          return new SqliteFile(path, lock, isNew);
        });
  }

  /**
   * Keeps other processes away from a file that is read, which must be a store with the tables of
   * this version. Changes nothing.
   *
   * @throws UnusableStoreException if it is none or can't be used
   */
  static SqliteStore.Lock lock(SqlitePath path, StoreUse use) {
    if (!path.exists()) {
      throw new UnusableStoreException("does not exist");
    }
    return locked(
        path,
        lock -> {
          if (isNew(path)) {
            throw new UnusableStoreException("is not a store");
          }
          check(path, use);
          Flyway flyway = flyway(SqliteConnection.inspectors(path));
          if (flyway.info().pending().length > 0) {
            throw new UnusableStoreException(StoreUse.OLDER);
          }
          flyway.validate();
          return lock;
        });
  }

  /** Uses a file that is locked. */
  @FunctionalInterface
  private interface Locked<T> {
    T use(StoreLock lock) throws IOException, SQLException;
  }

  private static <T> T locked(SqlitePath path, Locked<T> opening) {
    StoreLock lock = null;
    boolean isGood = false;
    try {
      path.checkDirectory();
      lock = StoreLock.take(path);
      T opened = opening.use(lock);
      isGood = true;
      return opened;
    } catch (IOException e) {
      throw new UnusableStoreException("can't be read or written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    } catch (FlywayException e) {
      throw new UnusableStoreException("its tables are not those of this version", e);
    } finally {
      if (!isGood && lock != null) {
        lock.close();
      }
    }
  }

  Path path() {
    return path.file();
  }

  Path log() {
    return path.log();
  }

  /**
   * The number of this process among those that use the file, 0 for the first one. The first change
   * has to write it.
   */
  long life() {
    return life;
  }

  /** The file that was deleted, moved or replaced since this was opened. */
  Optional<Path> findLost() {
    for (FileIdentity identity : identities) {
      if (!identity.isInPlace()) {
        return Optional.of(identity.path());
      }
    }
    return lock.isHeld() ? Optional.empty() : Optional.of(path.lock());
  }

  /** Whether a store has to be made. Changes nothing. */
  private static boolean isNew(SqlitePath path) throws IOException, SQLException {
    if (path.exists()) {
      path.checkKind();
    }
    path.checkNames();
    if (!path.exists() || Files.size(path.file()) == 0) {
      return true;
    }
    SQLiteDataSource source = SqliteConnection.inspectors(path);
    try (SqliteConnection connection = SqliteConnection.open(source)) {
      if (connection.number("SELECT COUNT(*) FROM sqlite_schema") == 0) {
        return true;
      }
    }
    checkVersion(flyway(source));
    return false;
  }

  private static void checkVersion(Flyway flyway) {
    MigrationInfoService info = flyway.info();
    MigrationInfo current = info.current();
    if (current == null) {
      throw new UnusableStoreException("is the database of another program");
    }
    for (MigrationInfo migration : info.all()) {
      if (migration.getState().isApplied() && !migration.getState().isResolved()) {
        throw new UnusableStoreException(
            "was written by a newer server: its tables are of version " + current.getVersion());
      }
    }
  }

  private static Flyway flyway(SQLiteDataSource source) {
    return Flyway.configure(SqliteFile.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:io/todevice/store/sqlite")
        .table("schema_history")
        .cleanDisabled(true)
        .load();
  }

  private static void create(SqlitePath path) throws IOException, SQLException {
    if (!path.exists()) {
      Files.createFile(path.file());
    }
    boolean isGood = false;
    try {
      try (SqliteConnection first =
          SqliteConnection.open(SqliteConnection.observers(path.file()))) {
        // Only before anything is written to the file.
        first.number("PRAGMA auto_vacuum = INCREMENTAL");
        first.number("PRAGMA journal_mode = WAL");
      }
      MigrateResult unused = flyway(SqliteConnection.writers(path.file())).migrate();
      isGood = true;
    } finally {
      if (!isGood) {
        path.delete();
      }
    }
  }

  private static void check(SqlitePath path, StoreUse use) throws SQLException {
    try (Connection connection = SqliteConnection.inspectors(path).getConnection();
        Statement statement = connection.createStatement();
        ResultSet table =
            statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'store_property'")) {
      if (table.next()) {
        use.check(connection);
      }
    }
  }

  private static void upgrade(SqlitePath path) {
    MigrateResult result = flyway(SqliteConnection.writers(path.file())).migrate();
    if (result.migrationsExecuted > 0) {
      SqliteFailures.LOG.info(
          "The store's tables are now of version {}", result.targetSchemaVersion);
    }
  }

  /** Lets other processes use the file. */
  @Override
  public void close() {
    last.close();
    lock.close();
  }
}
