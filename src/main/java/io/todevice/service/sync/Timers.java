package io.todevice.service.sync;

import java.time.Duration;

/** Does things later, without a thread for each of them. */
@FunctionalInterface
public interface Timers {

  /**
   * Runs {@code action} once, after {@code delay}, on any thread.
   *
   * @param action must not block
   * @throws java.util.concurrent.RejectedExecutionException if timers have been shut down
   */
  Timer start(Duration delay, Runnable action);

  /** Something that will be done. */
  @FunctionalInterface
  interface Timer {

    /** Keeps it from being done, and lets go of it, if it has not begun. May be called again. */
    void cancel();
  }
}
