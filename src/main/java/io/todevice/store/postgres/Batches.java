package io.todevice.store.postgres;

import io.todevice.store.StoreBusyException;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests of one kind that are carried out many at a time. While a batch is with the database the
 * next one gathers, so that batches are as large as they have to be and no request waits for one to
 * fill. Safe for use by many threads.
 *
 * @param <R> what a request completes with
 * @param <Q> a request
 */
final class Batches<R, Q extends Batches.Request<R>> implements AutoCloseable {

  private static final long LARGEST_BYTES = 4L << 20;
  private static final int QUEUE = 20_000;
  private static final long QUEUE_BYTES = 128L << 20;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** The client of a request that has waited for longer is about to repeat it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * A request and its outcome.
   *
   * @param <R> what it completes with
   */
  abstract static class Request<R> {
    private final long began = System.nanoTime();
    final CompletableFuture<R> outcome = new CompletableFuture<>();

    /** About how much memory it holds. */
    abstract long bytes();

    boolean isOverdue() {
      return System.nanoTime() - began > PATIENCE.toNanos();
    }
  }

  /**
   * Carries out requests and completes each of them.
   *
   * @param <Q> a request
   */
  interface Work<Q> {
    void carryOut(List<Q> batch);
  }

  /** Empty ones end the threads. */
  private final BlockingQueue<Optional<Q>> queue = new LinkedBlockingQueue<>(QUEUE);

  private final AtomicLong queuedBytes = new AtomicLong();
  private final int largest;
  private final Work<Q> work;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isClosed;

  /**
   * Begins with {@code count} threads, each with one batch at a time.
   *
   * @param largest how many requests a batch has at the most
   */
  Batches(String name, int count, int largest, Work<Q> work) {
    this.largest = largest;
    this.work = work;
    for (int i = 1; i <= count; i++) {
      threads.add(Daemons.start("postgresql " + name + " " + i, this::run));
    }
  }

  /** Takes a request, or fails it with {@link StoreBusyException} where too many wait. */
  CompletionStage<R> add(Q request) {
    if (isClosed) {
      request.outcome.completeExceptionally(new IllegalStateException("the store is closed"));
      return request.outcome;
    }
    if (queuedBytes.addAndGet(request.bytes()) > QUEUE_BYTES
        || !queue.offer(Optional.of(request))) {
      queuedBytes.addAndGet(-request.bytes());
      refuse(request);
    }
    return request.outcome;
  }

  private void run() {
    try {
      Optional<Q> first = queue.take();
      while (first.isPresent()) {
        List<Q> batch = gather(first);
        if (!batch.isEmpty()) {
          work.carryOut(batch);
        }
        first = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A request and those that wait behind it, without those that have waited for too long. */
  private List<Q> gather(Optional<Q> first) {
    List<Q> batch = new ArrayList<>();
    long bytes = 0;
    Optional<Q> next = first;
    while (next != null && next.isPresent()) {
      Q request = next.get();
      queuedBytes.addAndGet(-request.bytes());
      if (request.isOverdue()) {
        refuse(request);
      } else {
        batch.add(request);
        bytes += request.bytes();
      }
      next = batch.size() < largest && bytes < LARGEST_BYTES ? queue.poll() : null;
    }
    if (next != null) {
      queue.add(next);
    }
    return batch;
  }

  private static void refuse(Batches.Request<?> request) {
    request.outcome.completeExceptionally(
        new StoreBusyException("too many requests wait for the database", RETRY_AFTER));
  }

  private void failQueued() {
    for (Optional<Q> request = queue.poll(); request != null; request = queue.poll()) {
      request.ifPresent(
          open ->
              open.outcome.completeExceptionally(new IllegalStateException("the store is closed")));
    }
  }

  /** Finishes the batches that are with the database, and fails what waits. */
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      failQueued();
      threads.forEach(thread -> queue.add(Optional.empty()));
      threads.forEach(thread -> Daemons.join(thread, PostgresDatabase.CLOSE_TIME));
    }
  }
}
