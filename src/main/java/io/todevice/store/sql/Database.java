package io.todevice.store.sql;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where the {@link Work} of a store runs. An engine implements it: one writer that commits many
 * works together, or a pool of connections with a transaction for each.
 *
 * <p>Safe for use by many threads. Neither method blocks its caller. A stage fails with what its
 * work threw, when the work has changed nothing; otherwise with the failures that {@link
 * io.todevice.store.Store} names. An engine may run a work again from its beginning where a
 * transaction has to be repeated, so that a work keeps no state from one run to the next.
 */
public interface Database extends AutoCloseable {

  /**
   * Runs work that changes nothing. It sees everything that had been committed when it was called.
   */
  <T> CompletionStage<T> read(Work<T> work);

  /**
   * Runs work in a transaction: all of it takes place, or nothing where it throws. The stage
   * completes when the changes are durable and the work's {@link SqlTransaction#afterCommit}
   * actions have run.
   */
  <T> CompletionStage<T> write(Work<T> work);

  /**
   * As {@link #write(Work)}, for work that holds much memory while it waits.
   *
   * @param bytes how much
   */
  default <T> CompletionStage<T> write(long bytes, Work<T> work) {
    return write(work);
  }

  /** What is kept in memory and holds for every transaction that has completed. */
  default <T> Optional<T> find(CacheKey key, Class<T> type) {
    return Optional.empty();
  }

  /** Ends what runs, and fails what is called afterwards. */
  @Override
  void close();
}
