package io.todevice.store.sqlite;

import static io.todevice.store.sqlite.SqliteFailures.LOG;

import io.todevice.store.StoreUnavailableException;
import io.todevice.store.sql.CacheKey;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.store.sql.StoreCache;
import io.todevice.store.sql.UsageLedger;
import io.todevice.threads.Daemons;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * The one thread that changes the file. It takes what waits, runs each operation in a savepoint,
 * commits all of them, and has their stages completed by others when the disk has them.
 */
final class Writer implements AutoCloseable {

  /** How long a checkpoint may hold up the writer where others still read what it replaces. */
  private static final int BUSY_MILLIS = 20;

  private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

  private final WriteQueue queue = new WriteQueue();
  private final SQLiteDataSource source;
  private final long life;
  private final SqliteDatabase.Transactions transactions;
  private final SqliteCache cache;
  private final Executor completer;
  private final Checkpoints checkpoints;
  private final Flusher flusher;
  private final Thread thread;
  private @Nullable SqliteConnection connection;
  private volatile @Nullable StoreUnavailableException fatal;

  Writer(
      SQLiteDataSource source,
      long life,
      SqliteDatabase.Transactions transactions,
      SqliteCache cache,
      Executor completer,
      Checkpoints checkpoints,
      Flusher flusher) {
    this.source = source;
    this.life = life;
    this.transactions = transactions;
    this.cache = cache;
    this.completer = completer;
    this.checkpoints = checkpoints;
    this.flusher = flusher;
    this.thread = Daemons.thread("sqlite-writer", this::run);
    flusher.onFlushed(queue::wake);
    thread.start();
  }

  /** Has an operation run, and completes its stage when it is durable. */
  void add(Operation<?> operation) {
    Optional<StoreUnavailableException> failure =
        flusher.failure().or(() -> Optional.ofNullable(fatal));
    if (failure.isPresent()) {
      throw failure.get();
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

  private void write(List<Operation<?>> first) throws InterruptedException {
    List<Operation<?>> batch = new ArrayList<>();
    try {
      SqliteConnection open = connect();
      Commit commit = new Commit(open, false);
      long bytes = 0;
      // Until the disk has the batch before, this one can't be durable, so more may join it.
      for (List<Operation<?>> more = first;
          !more.isEmpty();
          more = queue.takeMore(batch.size(), bytes, flusher::isBusy)) {
        batch.addAll(more);
        bytes += more.stream().mapToLong(Operation::bytes).sum();
        if (!commit.run(batch)) {
          open.run("ROLLBACK");
          batch.forEach(Operation::rollBack);
          commit = new Commit(open, true);
          commit.run(batch);
        }
      }
      commit.end(batch);
      checkpoints.afterCommit(open);
    } catch (SQLException e) {
      fail(batch, e);
    } catch (RuntimeException | Error e) {
      fail(batch, new SQLException("a change could not be carried out", e));
    }
  }

  /**
   * What one transaction of SQLite's carries out. It has savepoints only where an operation has
   * failed half-way without: with them SQLite copies each page before each operation changes it.
   */
  private final class Commit {

    private final SqliteConnection open;
    private final boolean hasSavepoints;
    private final UsageLedger usages = new UsageLedger();
    private final Map<CacheKey, Optional<Object>> changed = new HashMap<>();
    private final StoreCache cached = cache.begin(changed);
    private int done;

    Commit(SqliteConnection open, boolean hasSavepoints) throws SQLException {
      this.open = open;
      this.hasSavepoints = hasSavepoints;
      open.run("BEGIN IMMEDIATE");
    }

    /**
     * Runs the operations that have not run yet; {@code false} where this has to be rolled back.
     */
    boolean run(List<Operation<?>> operations) throws SQLException {
      boolean isGood = true;
      for (; isGood && done < operations.size(); done++) {
        isGood = run(operations.get(done));
      }
      return isGood;
    }

    private boolean run(Operation<?> operation) throws SQLException {
      if (hasSavepoints) {
        open.run("SAVEPOINT operation");
      }
      long before = open.changes();
      SqlTransaction tx = transactions.begin(open, cached);
      tx.countIn(usages);
      boolean isKept = operation.run(tx);
      if (isKept) {
        changed.putAll(tx.changed());
      }
      if (hasSavepoints) {
        if (!isKept) {
          open.run("ROLLBACK TO operation");
        }
        open.run("RELEASE operation");
      }
      return isKept || hasSavepoints || open.changes() == before;
    }

    void end(List<Operation<?>> operations) throws SQLException, InterruptedException {
      SqlTransaction last = transactions.begin(open, cached);
      usages.store(last);
      changed.putAll(last.changed());
      cache.change(changed.keySet());
      flusher.begin();
      try {
        open.run("COMMIT");
        flusher.whenDurable(new Batch(operations));
      } finally {
        cache.changed(changed.keySet());
        flusher.end();
      }
      cache.keep(changed);
    }
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
    flusher.checkFiles();
    StoreUnavailableException failure =
        flusher.failure().orElseGet(() -> SqliteFailures.unavailable(cause));
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
      open.number("PRAGMA synchronous = NORMAL");
      open.number("PRAGMA busy_timeout = " + BUSY_MILLIS);
      // Before the first change and not at the start, so that a refused start changes nothing.
      open.run("UPDATE counter SET value = " + life + " WHERE name = 'life' AND value < " + life);
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

  /** What was committed together. */
  private final class Batch implements Flusher.Waiting {

    private final List<Operation<?>> operations;

    Batch(List<Operation<?>> operations) {
      this.operations = operations;
    }

    @Override
    public void isDurable() {
      Writer.this.complete(operations);
    }

    @Override
    public void isUnknown(StoreUnavailableException failure) {
      completer.execute(() -> operations.forEach(operation -> operation.fail(failure)));
    }
  }

  /** Ends when everything that waits is written. */
  @Override
  public void close() {
    queue.close();
    Daemons.join(thread, CLOSE_TIME);
  }
}
