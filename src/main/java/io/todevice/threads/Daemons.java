package io.todevice.threads;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no program running, and their end. Safe for use by many threads. */
public final class Daemons {

  private Daemons() {}

  /** Makes threads of the same name. */
  public static ThreadFactory named(String name) {
    return task -> thread(name, task);
  }

  /** Makes threads whose names are {@code prefix} and a number, from 1 on. */
  public static ThreadFactory numbered(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> thread(prefix + number.incrementAndGet(), task);
  }

  /** A thread that has yet to be started. */
  public static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** A thread that runs. */
  public static Thread start(String name, Runnable task) {
    Thread thread = thread(name, task);
    thread.start();
    return thread;
  }

  /** Waits for a thread's end, for {@code patience} at the most, or until it is interrupted. */
  public static void join(Thread thread, Duration patience) {
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends threads when their work is done; interrupts what takes longer than {@code patience}. */
  public static void close(ExecutorService threads, Duration patience) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
