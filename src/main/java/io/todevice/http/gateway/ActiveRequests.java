package io.todevice.http.gateway;

import java.time.Duration;

/**
 * Counts the requests that are being served, so that a stop can wait for them (clause R6). Safe for
 * use by many threads.
 */
final class ActiveRequests {

  private int count;
  private boolean isClosed;

  /** Counts one more, unless none is let in any more. */
  synchronized boolean tryEnter() {
    if (!isClosed) {
      count++;
    }
    return !isClosed;
  }

  /** Counts one less. */
  synchronized void leave() {
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  /** Lets none in any more. */
  synchronized void close() {
    isClosed = true;
  }

  /** Waits until there are none; returns false if there still are when the time is up. */
  synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (count > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }
}
