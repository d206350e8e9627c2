package io.todevice.store.sqlite;

import io.todevice.settings.Settings;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.Watches;
import io.todevice.store.sql.Database;
import io.todevice.store.sql.SqlParts;
import io.todevice.store.sql.SqlStore;
import io.todevice.store.sql.StoreUse;
import java.time.InstantSource;

/**
 * A store in one SQLite file, which one process uses at a time.
 *
 * <p>What a completed stage has reported is on the disk. One thread commits everything that waits
 * to be written with one flush; requests that find nothing new are answered from memory.
 */
public final class SqliteStore implements SqlStore {

  private final Lock lock;
  private final Database database;
  private final SqlParts parts;
  private final Watches watches;

  /**
   * A store on an open database.
   *
   * @param lock is released in the end
   */
  SqliteStore(Lock lock, Database database, SqlParts parts, Watches watches) {
    this.lock = lock;
    this.database = database;
    this.parts = parts;
    this.watches = watches;
  }

  /** Keeps other processes away from the file until it is closed. */
  @FunctionalInterface
  interface Lock extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Opens the file, or creates it: {@link io.todevice.store.StoreFactory#open}.
   *
   * @throws UnusableStoreException if it can't be used; then nothing was changed
   */
  public static SqliteStore open(String place, Settings settings, InstantSource clock) {
    SqliteFile file = SqliteFile.open(SqlitePath.of(place), StoreUse.by(settings));
    try {
      SqliteDialect dialect = new SqliteDialect(file.life());
      Watches watches = new Watches();
      Database database = new SqliteDatabase(file, dialect, watches::tell, clock);
      return new SqliteStore(
          file, database, SqlParts.on(database, dialect, settings, clock, watches), watches);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public SqlParts parts() {
    return parts;
  }

  @Override
  public String description() {
    return "sqlite";
  }

  @Override
  public void close() {
    database.close();
    watches.clear();
    lock.close();
  }
}
