package io.todevice.store.sqlite;

import io.todevice.store.sql.CacheKey;
import io.todevice.store.sql.Database;
import io.todevice.store.sql.Dialect;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.store.sql.StoreCache;
import io.todevice.store.sql.StoreListener;
import io.todevice.store.sql.Work;
import io.todevice.threads.Daemons;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sqlite.SQLiteDataSource;

/** An open file: one writer, a few readers, and what is kept in memory of it. */
final class SqliteDatabase implements Database {

  private static final int MOST_READERS = 4;

  private final SqliteCache cache = new SqliteCache();
  private final ExecutorService completer;
  private final Checkpoints checkpoints;
  private final Flusher flusher;
  private final Writer writer;
  private final Readers readers;

  SqliteDatabase(SqliteFile file, Dialect dialect, StoreListener listener, InstantSource clock) {
    int threads = Math.max(2, Math.min(MOST_READERS, Runtime.getRuntime().availableProcessors()));
    SQLiteDataSource writing = SqliteConnection.writers(file.path());
    Transactions transactions =
        (statements, cached) ->
            new SqlTransaction(statements, dialect, listener, cached, clock.millis());
    this.completer = Executors.newFixedThreadPool(threads, Daemons.named("sqlite-completer"));
    this.flusher = new Flusher(file.log(), file::findLost);
    this.checkpoints = new Checkpoints(writing, flusher);
    this.writer =
        new Writer(writing, file.life(), transactions, cache, completer, checkpoints, flusher);
    this.readers =
        new Readers(
            threads,
            SqliteConnection.readers(file.path()),
            transactions,
            cache,
            flusher,
            new ReadFailures(file.path()),
            completer);
  }

  /** Begins transactions, with what is kept in memory for each. */
  @FunctionalInterface
  interface Transactions {

    SqlTransaction begin(SqliteConnection connection, StoreCache cached);
  }

  @Override
  public <T> CompletionStage<T> read(Work<T> work) {
    return readers.run(work);
  }

  @Override
  public <T> CompletionStage<T> write(Work<T> work) {
    return write(0, work);
  }

  @Override
  public <T> CompletionStage<T> write(long bytes, Work<T> work) {
    Operation<T> operation = new Operation<>(work, bytes);
    try {
      writer.add(operation);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return operation.stage();
  }

  @Override
  public <T> Optional<T> find(CacheKey key, Class<T> type) {
    return flusher.failure().isPresent() ? Optional.empty() : cache.find(key, type);
  }

  @Override
  public void close() {
    checkpoints.close();
    writer.close();
    flusher.close();
    readers.close();
    completer.shutdown();
  }
}
