package io.todevice.store.postgres;

import java.time.Duration;

/** The threads of a store: none keeps the process alive. */
final class StoreThreads {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private StoreThreads() {}

  /** A thread that has begun. */
  static Thread start(String name, Runnable task) {
    Thread thread = daemon(name, task);
    thread.start();
    return thread;
  }

  /** A thread that has yet to begin. */
  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "postgresql " + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for a thread's end, for some seconds at the most. */
  static void join(Thread thread) {
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
