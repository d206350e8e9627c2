package io.todevice.testing;

import io.todevice.domain.MonotonicClock;
import io.todevice.service.sync.Timers;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time of a server: real time, until a test moves or stops it. It never goes back. Safe for use
 * by many threads.
 */
final class TestClock implements InstantSource, Timers, AutoCloseable {

  /** Times are written with four digits for the year, and counted in milliseconds. */
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final InstantSource real;
  private final ScheduledThreadPoolExecutor scheduler;
  private final PriorityQueue<Waiting> timers =
      new PriorityQueue<>(Comparator.comparing(timer -> timer.due));
  private Duration offset = Duration.ZERO;
  private @Nullable Instant stoppedAt;

  /** Runs with the system's clock. */
  TestClock() {
    this(new MonotonicClock());
  }

  /** Runs with {@code real}, as far as the clock is concerned; timers always run in real time. */
  TestClock(InstantSource real) {
    this.real = real;
    scheduler = new ScheduledThreadPoolExecutor(1, Daemons.named("test-clock"));
    scheduler.setRemoveOnCancelPolicy(true);
  }

  @Override
  public synchronized Instant instant() {
    Instant stopped = stoppedAt;
    return stopped == null ? real.instant().plus(offset) : stopped;
  }

  /**
   * When a time from now is over.
   *
   * @throws IllegalArgumentException if it is negative, or longer than there is time
   */
  synchronized Instant after(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    if (time.compareTo(Duration.between(instant(), LAST)) > 0) {
      throw new IllegalArgumentException("time does not go on after " + LAST + ": " + time);
    }
    return instant().plus(time);
  }

  /** Moves the time forward; what was to happen until then has happened or is happening after. */
  void advance(Duration by) {
    synchronized (this) {
      var unused = after(by);
      Instant stopped = stoppedAt;
      if (stopped == null) {
        offset = offset.plus(by);
      } else {
        stoppedAt = stopped.plus(by);
      }
      timers.forEach(this::schedule);
    }
    runDue();
  }

  /** Stops the time: from now on only {@link #advance} moves it. */
  synchronized void stop() {
    if (stoppedAt == null) {
      stoppedAt = instant();
      timers.forEach(Waiting::unschedule);
    }
  }

  /** Lets the time run on from where it is. */
  synchronized void resume() {
    Instant stopped = stoppedAt;
    if (stopped != null) {
      offset = Duration.between(real.instant(), stopped);
      stoppedAt = null;
      timers.forEach(this::schedule);
    }
  }

  @Override
  public Timer start(Duration delay, Runnable action) {
    Waiting timer = new Waiting(instant().plus(delay), action);
    synchronized (this) {
      timers.add(timer);
      schedule(timer);
    }
    return timer;
  }

  private void schedule(Waiting timer) {
    timer.unschedule();
    if (stoppedAt == null) {
      // The clock counts in other steps than the scheduler: a little later is never too early.
      long nanos = Duration.between(instant(), timer.due).toNanos() + 1;
      timer.scheduled = scheduler.schedule(this::runDue, nanos, TimeUnit.NANOSECONDS);
    } else if (!timer.due.isAfter(instant())) {
      timer.scheduled = scheduler.schedule(this::runDue, 0, TimeUnit.NANOSECONDS);
    }
  }

  private void runDue() {
    List<Waiting> due = new ArrayList<>();
    synchronized (this) {
      Instant now = instant();
      for (Waiting next = timers.peek(); next != null && !next.due.isAfter(now); ) {
        due.add(timers.remove());
        next.unschedule();
        next = timers.peek();
      }
    }
    due.forEach(timer -> timer.action.run());
  }

  /** How many timers are waiting. */
  synchronized int waiting() {
    return timers.size();
  }

  /** Forgets all timers. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private final class Waiting implements Timer {

    private final Instant due;
    private final Runnable action;
    private @Nullable Future<?> scheduled;

    Waiting(Instant due, Runnable action) {
      this.due = due;
      this.action = action;
    }

    void unschedule() {
      if (scheduled != null) {
        scheduled.cancel(false);
      }
    }

    @Override
    public void cancel() {
      synchronized (TestClock.this) {
        timers.remove(this);
        unschedule();
      }
    }
  }
}
