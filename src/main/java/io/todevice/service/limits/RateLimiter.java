package io.todevice.service.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts for each key by the generic cell rate algorithm: all there is to remember of a key is one
 * time, at which its whole burst is allowed again. What has been quiet until then is like what was
 * never seen, and is forgotten; so is, of more than {@link #MAX_KEYS} keys, one that was seldom or
 * long ago seen, which then has its whole burst early.
 *
 * <p>Never blocks; safe for use by many threads.
 *
 * @param <K> has a hash that is not easily made to collide, or an order
 */
final class RateLimiter<K> {

  /** How many keys are remembered, some 200 bytes each. */
  static final int MAX_KEYS = 100_000;

  private final long interval;
  private final long burst;
  private final Ticker ticker;
  private final Cache<K, AtomicLong> wholeAgainAt;
  private final LongAdder refused = new LongAdder();

  /**
   * A limiter that has seen nothing.
   *
   * @param ticker the time in nanoseconds
   */
  RateLimiter(Rate rate, Ticker ticker) {
    this.interval = rate.interval().toNanos();
    this.burst = rate.recovery().toNanos();
    this.ticker = ticker;
    this.wholeAgainAt =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(rate.recovery())
            .ticker(ticker)
            // Its housekeeping is short, and a pool would only add to it.
            .executor(Runnable::run)
            .build();
  }

  /** Counts one more of {@code key}, or says how long to wait for that, in whole milliseconds. */
  Optional<Duration> take(K key) {
    long now = ticker.read();
    AtomicLong state = wholeAgainAt.get(key, unseen -> new AtomicLong(now));
    while (true) {
      long before = state.get();
      long after = later(before, now) + interval;
      long missing = after - now - burst;
      if (missing > 0) {
        refused.increment();
        return Optional.of(roundedUp(missing));
      }
      if (state.compareAndSet(before, after)) {
        return Optional.empty();
      }
    }
  }

  /** Takes back what {@link #take} has counted. */
  void giveBack(K key) {
    AtomicLong state = wholeAgainAt.getIfPresent(key);
    if (state != null) {
      state.addAndGet(-interval);
    }
  }

  /** How many were turned away. */
  long refused() {
    return refused.sum();
  }

  /** How many keys are remembered. */
  long size() {
    wholeAgainAt.cleanUp();
    return wholeAgainAt.estimatedSize();
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  private static Duration roundedUp(long nanos) {
    long nanosInMilli = TimeUnit.MILLISECONDS.toNanos(1);
    return Duration.ofMillis((nanos + nanosInMilli - 1) / nanosInMilli);
  }
}
