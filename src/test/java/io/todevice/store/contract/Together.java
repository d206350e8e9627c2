package io.todevice.store.contract;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs tasks at the same time. */
public final class Together {

  private static final int LIMIT_SECONDS = 30;

  private Together() {}

  /** Starts {@code count} tasks at once and returns what each returned, in order. */
  public static <T> List<T> run(int count, IntFunction<Callable<T>> task) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(task.apply(i));
    }
    return run(tasks);
  }

  /** Starts the tasks at once and returns what each returned; the first failure fails the test. */
  public static <T> List<T> run(List<Callable<T>> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size(), Together::daemon);
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size());
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            threads.submit(
                () -> {
                  start.await(LIMIT_SECONDS, SECONDS);
                  return task.call();
                }));
      }
      List<T> outcomes = new ArrayList<>();
      for (Future<T> future : running) {
        outcomes.add(outcome(future));
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  /** A thread that hangs in a faulty store does not keep the process alive. */
  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "together");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T outcome(Future<T> future) {
    try {
      return future.get(LIMIT_SECONDS, SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a concurrent task failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a concurrent task hangs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
