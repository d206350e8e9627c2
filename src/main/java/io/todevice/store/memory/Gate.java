package io.todevice.store.memory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs operations at once and makes stages of their outcomes, until it is closed. */
final class Gate {

  private volatile boolean closed;

  /** The outcome of {@code operation}; a failure where the store is closed or it throws. */
  <T> CompletionStage<T> answer(Supplier<T> operation) {
    try {
      checkOpen();
      return CompletableFuture.completedFuture(operation.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** As {@link #answer}, for an operation that has nothing to tell. */
  CompletionStage<Void> run(Runnable operation) {
    try {
      checkOpen();
      operation.run();
      return CompletableFuture.completedFuture(null);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Lets an open store pass.
   *
   * @throws IllegalStateException if the store is closed
   */
  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  void close() {
    closed = true;
  }
}
