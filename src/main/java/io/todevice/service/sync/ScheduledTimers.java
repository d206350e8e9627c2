package io.todevice.service.sync;

import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@link Timers} on one thread, which serves any number of them. Safe for use by many threads. */
public final class ScheduledTimers implements Timers, AutoCloseable {

  private final ScheduledThreadPoolExecutor scheduler;

  /** Starts without timers. */
  public ScheduledTimers() {
    scheduler = new ScheduledThreadPoolExecutor(1, Daemons.named("timers"));
    // Nearly every wait ends before its time: without this each would stay in memory until then.
    scheduler.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Timer start(Duration delay, Runnable action) {
    Future<?> started = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> started.cancel(false);
  }

  /** How many timers are waiting. */
  public int size() {
    return scheduler.getQueue().size();
  }

  /** Forgets all timers; what they would have done is not done. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
