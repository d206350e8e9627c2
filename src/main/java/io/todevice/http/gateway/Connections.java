package io.todevice.http.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that are open. There may be only so many: beyond it one goes that has no request
 * and has never had a good token, or, where there is none, the newest. A connection without a
 * request is closed when its time is up, unless its client still takes an answer. Safe for use by
 * many threads.
 */
final class Connections {

  private final Set<ConnectionState> open = ConcurrentHashMap.newKeySet();
  private final Set<Thread> selectors = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final int max;
  private final long idleNanos;

  /**
   * No connections yet.
   *
   * @param max how many there may be
   * @param idle how long one may stay without a request, and how long a client may take nothing of
   *     an answer
   */
  Connections(int max, Duration idle) {
    this.max = max;
    idleNanos = idle.toNanos();
  }

  /** A connection was accepted; called on its selector thread. */
  void add(ConnectionState accepted) {
    selectors.add(Thread.currentThread());
    open.add(accepted);
    if (count.incrementAndGet() > max) {
      open.stream()
          .filter(state -> state != accepted && state.isIdle() && !state.isAuthenticated())
          .findFirst()
          .orElse(accepted)
          .terminate();
    }
  }

  /** A connection was closed. */
  void remove(ConnectionState closed) {
    if (open.remove(closed)) {
      count.decrementAndGet();
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Closes the connections whose time is up, and ends the process if a selector thread has died,
   * which only a lack of memory can bring about: its connections would never be served again.
   */
  void sweep() {
    long now = System.nanoTime();
    for (ConnectionState state : open) {
      if (state.isIdle() && now - state.lastProgress() > idleNanos) {
        state.terminate();
      }
    }
    for (Thread selector : selectors) {
      if (!selector.isAlive()) {
        OutOfMemory.endProcess();
      }
    }
  }

  /** How often {@link #sweep} is to be called, in nanoseconds. */
  long sweepNanos() {
    return Math.min(Duration.ofSeconds(1).toNanos(), idleNanos / 4 + 1);
  }

  /** Lets every connection send what it still has to send, for as long as {@code limit}. */
  void closeAll(Duration limit) throws InterruptedException {
    open.forEach(state -> state.execute(state.connection()::closeSilently));
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (this) {
      for (long millis = limit.toMillis();
          millis > 0 && !open.isEmpty();
          millis = (deadline - System.nanoTime()) / 1_000_000) {
        wait(millis);
      }
    }
  }

  /** How many are open. */
  int count() {
    return count.get();
  }
}
