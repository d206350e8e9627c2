package io.todevice.store.sqlite;

import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.store.sql.Work;
import io.todevice.threads.Daemons;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteDataSource;

/** A few threads that read, each with a connection at a time. */
final class Readers implements AutoCloseable {

  private static final int MOST_WAITING = 20_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SQLiteDataSource source;
  private final SqliteDatabase.Transactions transactions;
  private final SqliteCache cache;
  private final ConcurrentLinkedQueue<SqliteConnection> idle = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor threads;
  private final Flusher flusher;
  private final ReadFailures failures;
  private final Executor completer;

  Readers(
      int count,
      SQLiteDataSource source,
      SqliteDatabase.Transactions transactions,
      SqliteCache cache,
      Flusher flusher,
      ReadFailures failures,
      Executor completer) {
    this.flusher = flusher;
    this.failures = failures;
    this.completer = completer;
    this.source = source;
    this.transactions = transactions;
    this.cache = cache;
    BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    this.threads =
        new ThreadPoolExecutor(
            count, count, 0, TimeUnit.SECONDS, waiting, Daemons.named("sqlite-reader"));
  }

  /** Runs work that reads. */
  <T> CompletionStage<T> run(Work<T> work) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    try {
      threads.execute(() -> run(work, stage));
    } catch (RejectedExecutionException e) {
      stage.completeExceptionally(
          threads.isShutdown()
              ? new IllegalStateException("the store is closed")
              : new StoreBusyException("too much waits to be read", RETRY_AFTER));
    }
    return stage;
  }

  private <T> void run(Work<T> work, CompletableFuture<T> stage) {
    try {
      T result = read(work);
      completeWhenDurable(stage, () -> stage.complete(result));
    } catch (SQLException e) {
      stage.completeExceptionally(failure(e));
    } catch (RuntimeException | Error e) {
      completeWhenDurable(stage, () -> stage.completeExceptionally(e));
    }
  }

  private StoreUnavailableException failure(SQLException cause) {
    flusher.checkFiles();
    return flusher.failure().orElseGet(() -> failures.report(cause));
  }

  /** What a read has seen of the last commits may not be on the disk yet. */
  private void completeWhenDurable(CompletableFuture<?> stage, Runnable complete) {
    if (flusher.isDurable()) {
      complete.run();
      return;
    }
    flusher.whenDurable(
        new Flusher.Waiting() {
          @Override
          public void isDurable() {
            completer.execute(complete);
          }

          @Override
          public void isUnknown(StoreUnavailableException failure) {
            completer.execute(() -> stage.completeExceptionally(failure));
          }
        });
  }

  /** Reads in one transaction, so that all statements see the same. */
  private <T> T read(Work<T> work) throws SQLException {
    SqliteConnection connection = idle.poll();
    if (connection == null) {
      connection = SqliteConnection.open(source);
      connection.run("PRAGMA query_only = 1");
      flusher.checkFiles();
    }
    boolean isGood = false;
    try {
      SqlTransaction tx = transactions.begin(connection, cache.begin());
      connection.run("BEGIN");
      T result;
      try {
        result = work.run(tx);
      } finally {
        connection.run("COMMIT");
      }
      isGood = true;
      tx.committed();
      return result;
    } catch (RuntimeException e) {
      isGood = true;
      throw e;
    } finally {
      if (isGood) {
        idle.add(connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public void close() {
    Daemons.close(threads, Duration.ofSeconds(5));
    for (SqliteConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
      connection.close();
    }
  }
}
