package io.todevice.store.sqlite;

import static io.todevice.store.sqlite.SqliteFailures.LOG;

import io.todevice.store.StoreUnavailableException;
import io.todevice.store.sql.CacheKey;
import io.todevice.store.sql.SqlTransaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * The one thread that changes the file. It takes what waits, runs each operation in a savepoint,
 * commits all of them with one write to the disk, and has their stages completed by others.
 */
final class Writer implements AutoCloseable {

  private static final long CLOSE_MILLIS = 10_000;

  private final WriteQueue queue = new WriteQueue();
  private final SQLiteDataSource source;
  private final Function<SqlTransaction.Statements, SqlTransaction> transactions;
  private final SqliteCache cache;
  private final Executor completer;
  private final Checkpoints checkpoints;
  private final Thread thread;
  private @Nullable SqliteConnection connection;
  private volatile @Nullable StoreUnavailableException fatal;

  Writer(
      SQLiteDataSource source,
      Function<SqlTransaction.Statements, SqlTransaction> transactions,
      SqliteCache cache,
      Executor completer,
      Checkpoints checkpoints) {
    this.source = source;
    this.transactions = transactions;
    this.cache = cache;
    this.completer = completer;
    this.checkpoints = checkpoints;
    this.thread = new Thread(this::run, "sqlite-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has an operation run, and completes its stage when it is durable. */
  void add(Operation<?> operation) {
    StoreUnavailableException failure = fatal;
    if (failure != null) {
      throw failure;
    }
    queue.add(operation);
  }

  private void run() {
    try {
      for (List<Operation<?>> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        write(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  private void write(List<Operation<?>> batch) {
    try {
      SqliteConnection open = connect();
      open.run("BEGIN IMMEDIATE");
      for (Operation<?> operation : batch) {
        run(open, operation);
      }
      commit(open, batch);
      complete(batch);
      checkpoints.afterCommit(open);
    } catch (SQLException e) {
      fail(batch, e);
    } catch (RuntimeException | Error e) {
      fail(batch, new SQLException("a change could not be carried out", e));
    }
  }

  private void commit(SqliteConnection open, List<Operation<?>> batch) throws SQLException {
    List<CacheKey> changed = new ArrayList<>();
    batch.forEach(operation -> changed.addAll(operation.forgotten()));
    cache.change(changed);
    try {
      open.run("COMMIT");
    } finally {
      cache.changed(changed);
    }
  }

  private void run(SqliteConnection open, Operation<?> operation) throws SQLException {
    open.run("SAVEPOINT operation");
    if (!operation.run(transactions.apply(open))) {
      open.run("ROLLBACK TO operation");
    }
    open.run("RELEASE operation");
  }

  /** Completes in slices, so that what waits for the first is not held up by the last. */
  private void complete(List<Operation<?>> batch) {
    int slice = Math.max(16, (batch.size() + 3) / 4);
    for (int from = 0; from < batch.size(); from += slice) {
      List<Operation<?>> some = batch.subList(from, Math.min(batch.size(), from + slice));
      completer.execute(() -> some.forEach(Writer::complete));
    }
  }

  private static void complete(Operation<?> operation) {
    try {
      operation.complete();
    } catch (RuntimeException e) {
      LOG.warn("What follows a change failed", e);
    }
  }

  /** Nothing of the batch took place, or nobody knows. The next one gets another connection. */
  private void fail(List<Operation<?>> batch, SQLException cause) {
    LOG.error("The store's file could not be changed: {}", SqliteFailures.describe(cause), cause);
    StoreUnavailableException failure = SqliteFailures.unavailable(cause);
    if (SqliteFailures.isFatal(cause)) {
      LOG.error("The disk did not confirm a write: restart the server to go on");
      fatal = failure;
    }
    try {
      SqliteConnection open = connection;
      if (open != null) {
        open.run("ROLLBACK");
      }
    } catch (SQLException e) {
      LOG.debug("Nothing to roll back", e);
    }
    disconnect();
    batch.forEach(Operation::rollBack);
    completer.execute(() -> batch.forEach(operation -> operation.fail(failure)));
  }

  private SqliteConnection connect() throws SQLException {
    SqliteConnection open = connection;
    if (open == null) {
      open = SqliteConnection.open(source);
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    SqliteConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  /** Ends when everything that waits is written. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
