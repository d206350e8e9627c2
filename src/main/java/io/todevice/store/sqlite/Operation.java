package io.todevice.store.sqlite;

import io.todevice.store.StoreUnavailableException;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.store.sql.Work;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for the writer, and what has become of it.
 *
 * @param <T> what it results in
 */
final class Operation<T> {

  private final Work<T> work;
  private final long bytes;
  private final CompletableFuture<T> stage = new CompletableFuture<>();
  private @Nullable SqlTransaction transaction;
  private @Nullable T result;
  private @Nullable RuntimeException refusal;

  Operation(Work<T> work, long bytes) {
    this.work = work;
    this.bytes = bytes;
  }

  /** How much memory it holds while it waits. */
  long bytes() {
    return bytes;
  }

  CompletionStage<T> stage() {
    return stage;
  }

  /**
   * Runs the work, again where that was rolled back. What it throws for its caller is kept.
   *
   * @return whether its changes are to be kept
   */
  boolean run(SqlTransaction tx) throws SQLException {
    refusal = null;
    try {
      result = work.run(tx);
      transaction = tx;
      return true;
    } catch (RuntimeException e) {
      refusal = e;
      tx.rolledBack();
      return false;
    }
  }

  /** Takes back what was counted beside the file. Its batch was rolled back. */
  void rollBack() {
    SqlTransaction tx = transaction;
    transaction = null;
    if (tx != null) {
      tx.rolledBack();
    }
  }

  /** Notifies and completes: the batch is durable. */
  void complete() {
    SqlTransaction tx = transaction;
    RuntimeException refused = refusal;
    if (refused != null) {
      stage.completeExceptionally(refused);
    } else {
      try {
        if (tx != null) {
          tx.committed();
        }
      } finally {
        stage.complete(result);
      }
    }
  }

  void fail(StoreUnavailableException failure) {
    stage.completeExceptionally(failure);
  }
}
