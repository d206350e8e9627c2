package io.todevice.http.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests that are being served, so that a stop can wait for them (clause R6). Safe for
 * use by many threads.
 */
final class ActiveRequests {

  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean isClosed;

  /** Counts one more, unless none is let in any more. */
  boolean tryEnter() {
    count.incrementAndGet();
    if (isClosed) {
      leave();
      return false;
    }
    return true;
  }

  /** Counts one less. */
  void leave() {
    if (count.decrementAndGet() == 0 && isClosed) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Lets none in any more. */
  void close() {
    isClosed = true;
  }

  /**
   * Waits, after {@link #close}, until there are none; returns false if there still are when the
   * time is up.
   */
  synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (count.get() > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }
}
