package io.todevice.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.MessageStore;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.Watches;
import io.todevice.store.postgres.PostgresDatabase.Isolation;
import io.todevice.store.sql.Dialect;
import io.todevice.store.sql.InboxBounds;
import io.todevice.store.sql.SqlMessages;
import io.todevice.store.sql.SqlParts;
import io.todevice.store.sql.SqlStore;
import io.todevice.store.sql.StoreUse;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A store in PostgreSQL 15 or later, which any number of processes share. Safe for use by many
 * threads.
 */
public final class PostgresStore implements SqlStore {

  /** Batches of each of three kinds that are with the database at once. */
  private static final int BATCHES = 2;

  /** Transactions beside them that are with the database at once. */
  private static final int TRANSACTIONS = 6;

  /** Of these, for keeping inboxes within their bounds. */
  private static final int MAINTENANCE = 2;

  /** Only batches give out positions. */
  private static final Dialect DIALECT = () -> 0;

  private final PostgresAddress address;
  private final HikariDataSource pool;
  private final WakeUps wakeUps;
  private final Watches watches = new Watches();
  private final PostgresDatabase database;
  private final PostgresDatabase maintenance;
  private final SqlParts parts;
  private final PostgresMessages messages;

  private PostgresStore(
      PostgresAddress address, Settings settings, InstantSource clock, Duration wakeInterval) {
    this.address = address;
    Sessions sessions = new Sessions(address);
    InboxBounds bounds = InboxBounds.of(settings);
    pool = Pool.of(address, 3 * BATCHES + TRANSACTIONS + MAINTENANCE);
    wakeUps = new WakeUps(sessions, watches, wakeInterval);
    database =
        new PostgresDatabase(pool, Isolation.SERIALIZABLE, TRANSACTIONS, DIALECT, wakeUps, clock);
    maintenance =
        new PostgresDatabase(pool, Isolation.READ_COMMITTED, MAINTENANCE, DIALECT, wakeUps, clock);
    parts = SqlParts.on(database, DIALECT, settings, clock, watches);
    SqlMessages shared =
        new SqlMessages(maintenance, DIALECT, bounds, parts.drops(), clock, watches);
    messages =
        new PostgresMessages(
            new BatchConnections(pool),
            BATCHES,
            clock,
            bounds,
            watches,
            wakeUps,
            new Maintenance(maintenance, shared, shared.room(), bounds, sessions),
            bounds.userBytes() / settings.get(StorageLimits.DEVICES_PER_USER));
  }

  /**
   * Opens the store in a database, and makes its tables where there are none.
   *
   * @param url {@code postgresql://user:password@host/database}
   * @throws UnusableStoreException if the database can't be used; nothing was changed
   */
  public static PostgresStore open(String url, Settings settings, InstantSource clock) {
    try {
      return open(PostgresAddress.parse(url), settings, clock, WakeUps.INTERVAL);
    } catch (IllegalArgumentException e) {
      throw new UnusableStoreException(String.valueOf(e.getMessage()), e);
    }
  }

  static PostgresStore open(
      PostgresAddress address, Settings settings, InstantSource clock, Duration wakeInterval) {
    new PostgresSchema(new Sessions(address)).prepare(StoreUse.by(settings));
    return new PostgresStore(address, settings, clock, wakeInterval);
  }

  @Override
  public SqlParts parts() {
    return parts;
  }

  @Override
  public MessageStore messages() {
    return messages;
  }

  @Override
  public String description() {
    return address.toString();
  }

  @Override
  public void close() {
    messages.close();
    database.close();
    maintenance.close();
    wakeUps.close();
    pool.close();
    watches.clear();
  }
}
