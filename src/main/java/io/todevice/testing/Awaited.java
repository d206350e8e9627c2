package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Requests that a test waits for. What came before the test began to wait does not count. Safe for
 * use by many threads.
 */
public final class Awaited {

  /** How long {@link #get()} waits. */
  public static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

  private final Requests requests;
  private final Predicate<RecordedExchange> isVisible;
  private final boolean isAtArrival;
  private final int count;
  private final Supplier<String> seenInstead;
  private final List<RecordedExchange> matched = new ArrayList<>();
  private final CompletableFuture<List<RecordedExchange>> future = new CompletableFuture<>();

  Awaited(
      Requests requests,
      Predicate<RecordedExchange> isVisible,
      boolean isAtArrival,
      int count,
      Supplier<String> seenInstead) {
    this.requests = requests;
    this.isVisible = isVisible;
    this.isAtArrival = isAtArrival;
    this.count = count;
    this.seenInstead = seenInstead;
  }

  void see(RecordedExchange exchange) {
    if (exchange.status().isEmpty() != isAtArrival
        || !isVisible.test(exchange)
        || !requests.matches(exchange)) {
      return;
    }
    List<RecordedExchange> all;
    synchronized (this) {
      matched.add(exchange);
      all = List.copyOf(matched);
    }
    if (all.size() == count) {
      future.complete(all);
    }
  }

  /**
   * The last of the requests, as soon as all of them have come; waits for {@link #DEFAULT_WAIT} at
   * the most.
   *
   * @throws AssertionError if they do not come in time, with what came instead
   */
  public RecordedExchange get() {
    return get(DEFAULT_WAIT);
  }

  /** The same with another time. */
  public RecordedExchange get(Duration wait) {
    List<RecordedExchange> all = list(wait);
    return all.get(all.size() - 1);
  }

  /**
   * All of the requests, as soon as they have come.
   *
   * @throws AssertionError if they do not come in time, with what came instead
   */
  public List<RecordedExchange> list(Duration wait) {
    requireNonNull(wait, "wait");
    try {
      // The conversion ends at the longest time that it can say.
      return future.get(TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(message(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + requests, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized String message(Duration wait) {
    return "waited "
        + wait.toMillis()
        + " ms for "
        + requests
        + (count == 1 ? "" : ", " + count + " of them; " + matched.size() + " came")
        + seenInstead.get();
  }

  /** Whether all of them have come. */
  public boolean isDone() {
    return future.isDone();
  }

  /** Is completed with all of the requests; cancelling it ends nothing. */
  public CompletableFuture<List<RecordedExchange>> toFuture() {
    return future.copy();
  }

  /** Runs {@code action} when nothing is awaited any more. */
  void whenDone(Runnable action) {
    var unused = future.whenComplete((all, failure) -> action.run());
  }
}
