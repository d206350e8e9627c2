package io.todevice.service.password;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few threads for work that takes a processor a while, with a queue that has an end: what does
 * not fit is turned down at once, so that a flood of logins neither fills the memory nor makes the
 * ones before it wait for minutes. Safe for use by many threads.
 */
public final class Workers implements AutoCloseable {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ThreadPoolExecutor pool;

  /**
   * Starts no thread yet.
   *
   * @param threads how many pieces of work run at the same time; at least 1
   * @param queueLength how many wait beside them; at least 1
   * @throws IllegalArgumentException if one of the numbers is too small
   */
  public Workers(int threads, int queueLength) {
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLength),
            work -> {
              Thread thread = new Thread(work, "worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Has {@code work} done by one of the threads.
   *
   * @return what it returns or throws; {@code M_LIMIT_EXCEEDED} where the queue is full, and {@link
   *     ErrorCode#UNAVAILABLE} after {@link #close}
   */
  public <T> CompletionStage<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          pool.isShutdown()
              ? new MatrixException(ErrorCode.UNAVAILABLE, "The server is stopping")
              : MatrixException.limitExceeded(RETRY_AFTER));
    }
  }

  /** Takes no more work. What was accepted is still done (clause R6). */
  @Override
  public void close() {
    pool.shutdown();
  }
}
