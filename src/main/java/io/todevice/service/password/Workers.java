package io.todevice.service.password;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few threads for work that takes a processor a while, with a queue that is fair and has an end:
 * where it is full, the latest work of the one who has most in it is refused at once, so that a
 * flood of logins neither fills the memory nor delays those of others (clause F1). Safe for use by
 * many threads.
 */
public final class Workers implements AutoCloseable {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private record Job<T>(Supplier<T> work, CompletableFuture<T> result) {

    /** Does the work, and returns what tells its result. */
    Runnable run() {
      try {
        T done = work.get();
        return () -> result.complete(done);
      } catch (Throwable failure) {
        return () -> result.completeExceptionally(failure);
      }
    }

    void refuse() {
      result.completeExceptionally(MatrixException.limitExceeded(RETRY_AFTER));
    }
  }

  private final ThreadPoolExecutor pool;
  private final int capacity;
  private final FairQueue<Job<?>> queue = new FairQueue<>();
  private int unfinished;
  private long refusals;

  /**
   * Starts no thread yet.
   *
   * @param threads how many pieces of work run at the same time; at least 1
   * @param queueLength how many wait beside them; at least 1
   * @throws IllegalArgumentException if one of the numbers is too small
   */
  public Workers(int threads, int queueLength) {
    if (queueLength < 1) {
      throw new IllegalArgumentException("a queue has at least one place");
    }
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            // Its tasks take the work out of the fair queue; there is one for each piece of work.
            new LinkedBlockingQueue<>(),
            Daemons.numbered("worker-"));
    pool.allowCoreThreadTimeOut(true);
    capacity = threads + queueLength;
  }

  /**
   * Has {@code work} done by one of the threads.
   *
   * @param requester whose work it is
   * @return what it returns or throws; {@code M_LIMIT_EXCEEDED} where the queue is full and nobody
   *     has more in it, also when that becomes so while the work waits; and {@link
   *     ErrorCode#UNAVAILABLE} after {@link #close}
   */
  public <T> CompletionStage<T> submit(HashRequester requester, Supplier<T> work) {
    Job<T> job = new Job<>(work, new CompletableFuture<>());
    Optional<Job<?>> refused;
    synchronized (queue) {
      if (pool.isShutdown()) {
        return CompletableFuture.failedFuture(
            new MatrixException(ErrorCode.UNAVAILABLE, "The server is stopping"));
      }
      queue.add(job, requester);
      if (unfinished == capacity) {
        refusals++;
        refused = Optional.of(queue.dropHeaviest());
      } else {
        unfinished++;
        refused = Optional.empty();
        pool.execute(this::runNext);
      }
    }
    refused.ifPresent(Job::refuse);
    return job.result();
  }

  /** How much work was refused because the queue was full. */
  public long refused() {
    synchronized (queue) {
      return refusals;
    }
  }

  private void runNext() {
    Job<?> next;
    synchronized (queue) {
      next = queue.take();
    }
    Runnable tell = next.run();
    synchronized (queue) {
      unfinished--;
    }
    tell.run();
  }

  /** Takes no more work. What was accepted is still done (clause R6). */
  @Override
  public void close() {
    synchronized (queue) {
      pool.shutdown();
    }
  }
}
