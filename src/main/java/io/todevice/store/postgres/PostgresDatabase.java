package io.todevice.store.postgres;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.sql.Database;
import io.todevice.store.sql.Dialect;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.store.sql.StoreCache;
import io.todevice.store.sql.StoreListener;
import io.todevice.store.sql.Work;
import io.todevice.threads.Daemons;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;

/**
 * Runs each {@link Work} in a transaction of its own, and again where another one got in its way.
 * For all that is rarer than messages; those go in batches ({@link Batches}).
 */
final class PostgresDatabase implements Database {

  private static final int QUEUE = 10_000;

  /** How long the end of a thread is awaited. */
  static final Duration CLOSE_TIME = Duration.ofSeconds(5);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int MOST_ATTEMPTS = 50;

  /**
   * From this attempt on, nobody changes an inbox meanwhile, not even constant sends to one, and
   * nothing else of this node is changed: constant changes would be in the way of all attempts.
   */
  private static final int ATTEMPT_ALONE = 3;

  /** Who can't be alone for so long, or has to wait for one who is, goes on nevertheless. */
  private static final long ALONE_SECONDS = 1;

  /** Taken before the first statement that reads, so that the transaction sees what came before. */
  private static final String ALONE = "LOCK TABLE inbox IN SHARE ROW EXCLUSIVE MODE";

  /** How transactions see each other. */
  enum Isolation {
    /** Each statement sees what is committed, and what it changes it has locked before. */
    READ_COMMITTED,
    /** As if one ran after the other. */
    SERIALIZABLE;

    private String begin(boolean isReading) {
      return "SET TRANSACTION ISOLATION LEVEL "
          + (this == READ_COMMITTED
              ? "READ COMMITTED"
              : isReading ? "REPEATABLE READ READ ONLY" : "SERIALIZABLE");
    }
  }

  private final DataSource connections;
  private final Isolation isolation;
  private final Dialect dialect;
  private final StoreListener listener;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final ReadWriteLock together = new ReentrantReadWriteLock();
  private final ThreadPoolExecutor threads;

  /**
   * A database.
   *
   * @param threadCount how many works run at once, each with a connection
   */
  PostgresDatabase(
      DataSource connections,
      Isolation isolation,
      int threadCount,
      Dialect dialect,
      StoreListener listener,
      InstantSource clock) {
    this.connections = connections;
    this.isolation = isolation;
    this.dialect = dialect;
    this.listener = listener;
    this.clock = clock;
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Daemons.named("postgresql transactions"));
  }

  @Override
  public <T> CompletionStage<T> read(Work<T> work) {
    return submit(work, true);
  }

  @Override
  public <T> CompletionStage<T> write(Work<T> work) {
    return submit(work, false);
  }

  private <T> CompletionStage<T> submit(Work<T> work, boolean isReading) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(outcome, work, isReading));
    } catch (RejectedExecutionException e) {
      outcome.completeExceptionally(
          threads.isShutdown()
              ? new IllegalStateException("the store is closed", e)
              : new StoreBusyException("too many requests wait for the database", RETRY_AFTER));
    }
    return outcome;
  }

  private <T> void complete(CompletableFuture<T> outcome, Work<T> work, boolean isReading) {
    try {
      outcome.complete(run(work, isReading));
    } catch (SQLException e) {
      outcome.completeExceptionally(failure(e));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  /**
   * The failure that callers learn of: of what they asked for, nothing done, or unknown outcome.
   */
  static RuntimeException failure(SQLException failure) {
    if (SqlState.isDamage(failure)) {
      DamageReports.report(failure);
    }
    if (SqlState.isConflict(failure)) {
      return new StoreBusyException("changes were in each other's way", RETRY_AFTER);
    }
    return SqlState.isUnstorable(failure)
        ? new MatrixException(
            ErrorCode.M_INVALID_PARAM, "A text with the character U+0000 can't be stored")
        : unavailable(failure);
  }

  /** The failure of an unknown outcome. */
  static StoreUnavailableException unavailable(SQLException failure) {
    return new StoreUnavailableException("the database failed: " + failure.getMessage(), failure);
  }

  private <T> T run(Work<T> work, boolean isReading) throws SQLException {
    try {
      return runOnce(work, isReading, 1);
    } catch (SQLException e) {
      if (!SqlState.isConflict(e)) {
        throw e;
      }
      return repeat(work, isReading);
    }
  }

  /**
   * Works that were in each other's way take turns, so that one of this node gets through with each
   * attempt; those of other nodes may still be in the way.
   */
  private <T> T repeat(Work<T> work, boolean isReading) throws SQLException {
    turn.lock();
    try {
      for (int attempt = 2; ; attempt++) {
        try {
          return runOnce(work, isReading, attempt);
        } catch (SQLException e) {
          if (!SqlState.isConflict(e) || attempt == MOST_ATTEMPTS) {
            throw e;
          }
          pause(attempt);
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private <T> T runOnce(Work<T> work, boolean isReading, int attempt) throws SQLException {
    boolean isAlone = !isReading && attempt >= ATTEMPT_ALONE;
    Lock lock = isAlone ? together.writeLock() : together.readLock();
    boolean isLocked = !isReading && tryLock(lock);
    try (Connection connection = connections.getConnection()) {
      return runOnce(connection, work, isReading, isAlone);
    } finally {
      if (isLocked) {
        lock.unlock();
      }
    }
  }

  private static boolean tryLock(Lock lock) {
    try {
      return lock.tryLock(ALONE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> T runOnce(Connection connection, Work<T> work, boolean isReading, boolean isAlone)
      throws SQLException {
    List<PreparedStatement> statements = new ArrayList<>();
    SqlTransaction tx =
        new SqlTransaction(
            sql -> {
              PreparedStatement statement = connection.prepareStatement(sql);
              statements.add(statement);
              return statement;
            },
            dialect,
            listener,
            StoreCache.NONE,
            clock.millis());
    boolean isCommitted = false;
    connection.setAutoCommit(false);
    try (Statement begin = connection.createStatement()) {
      String alone = isAlone ? "; " + ALONE : "";
      boolean unused = begin.execute(isolation.begin(isReading) + alone);
      T result = work.run(tx);
      connection.clearWarnings();
      connection.commit();
      SqlState.checkConfirmed(connection.getWarnings());
      isCommitted = true;
      tx.committed();
      return result;
    } finally {
      for (PreparedStatement statement : statements) {
        statement.close();
      }
      if (!isCommitted) {
        tx.rolledBack();
        rollBack(connection);
      }
    }
  }

  /** What failed is reported already; a connection that can't roll back is evicted. */
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The pool has seen it too.
    }
  }

  /** Longer with each attempt, and not for as long as another one. */
  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(Math.min(attempt, 20)) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Daemons.close(threads, CLOSE_TIME);
  }
}
