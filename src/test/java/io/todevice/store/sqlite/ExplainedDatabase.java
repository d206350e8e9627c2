package io.todevice.store.sqlite;

import io.todevice.domain.DeviceAddress;
import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.Watches;
import io.todevice.store.contract.WaitingStore;
import io.todevice.store.sql.Database;
import io.todevice.store.sql.SqlParts;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.store.sql.StoreCache;
import io.todevice.store.sql.StoreListener;
import io.todevice.store.sql.Work;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A database in memory that does everything at once and has every statement explained. */
final class ExplainedDatabase implements Database {

  private final Connection connection;
  private final InstantSource clock;
  private final StatementPlans plans;
  private final StoreListener listener;

  private ExplainedDatabase(
      Connection connection, InstantSource clock, StatementPlans plans, StoreListener listener) {
    this.connection = connection;
    this.clock = clock;
    this.plans = plans;
    this.listener = listener;
  }

  static ExplainedDatabase open(InstantSource clock, StatementPlans plans) {
    return open(clock, plans, device -> {});
  }

  private static ExplainedDatabase open(
      InstantSource clock, StatementPlans plans, StoreListener listener) {
    try (var script =
        SqliteStore.class.getResourceAsStream("/io/todevice/store/sqlite/V1__store.sql")) {
      Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      }
      return new ExplainedDatabase(connection, clock, plans, listener);
    } catch (Exception e) {
      throw new AssertionError("no database in memory", e);
    }
  }

  static Store store(Settings settings, InstantSource clock, StatementPlans plans) {
    Watches watches = new Watches();
    return open(clock, plans, watches::tell).store(settings, watches);
  }

  /** A store on this with other bounds, which tells nobody of changes. */
  WaitingStore store(Settings settings) {
    return new WaitingStore(store(settings, new Watches()));
  }

  private Store store(Settings settings, Watches watches) {
    SqlParts parts = SqlParts.on(this, new SqliteDialect(0), settings, clock, watches);
    return new SqliteStore(() -> {}, this, parts, watches);
  }

  /** How many transactions a device has. */
  long transactions(DeviceAddress device) {
    return WaitingStore.outcome(
        read(
            tx ->
                tx.number(
                    "SELECT COUNT(*) FROM txn WHERE (bucket, inbox) ="
                        + " (SELECT bucket, inbox FROM device"
                        + " WHERE bucket = ? AND owner = ? AND device_id = ?)",
                    device.user(),
                    device.device().value())));
  }

  @Override
  public <T> CompletionStage<T> read(Work<T> work) {
    return write(work);
  }

  @Override
  public synchronized <T> CompletionStage<T> write(Work<T> work) {
    SqlTransaction tx =
        new SqlTransaction(
            this::prepare, new SqliteDialect(0), listener, StoreCache.NONE, clock.millis());
    try (Statement control = connection.createStatement()) {
      control.execute("SAVEPOINT work");
      try {
        T result = work.run(tx);
        control.execute("RELEASE work");
        tx.committed();
        return CompletableFuture.completedFuture(result);
      } catch (RuntimeException e) {
        control.execute("ROLLBACK TO work");
        control.execute("RELEASE work");
        return CompletableFuture.failedFuture(e);
      }
    } catch (SQLException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    plans.explain(connection, sql);
    return connection.prepareStatement(sql);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError("can't be closed", e);
    }
  }
}
