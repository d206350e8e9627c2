package io.todevice.server;

import io.todevice.store.MessageStore;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does by itself from time to time: lets go of messages that have waited too long,
 * and tells the log what its limits have done, where that has changed.
 */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);
  private static final Duration REPORT_INTERVAL = Duration.ofHours(1);

  private final ScheduledThreadPoolExecutor scheduler;
  private final Supplier<MessageStore> messages;
  private final Supplier<Counters> counters;
  private String lastReport = "";

  /** Begins with it. */
  Housekeeping(Supplier<MessageStore> messages, Supplier<Counters> counters) {
    this.messages = messages;
    this.counters = counters;
    scheduler = new ScheduledThreadPoolExecutor(1, Daemons.named("housekeeping"));
    later(this::sweep, SWEEP_INTERVAL);
    var unused =
        scheduler.scheduleWithFixedDelay(
            this::report,
            REPORT_INTERVAL.toNanos(),
            REPORT_INTERVAL.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /** Step by step, each in a task of its own: a sweep of a large store holds nothing up. */
  private void sweep() {
    messages
        .get()
        .dropExpired()
        .whenComplete(
            (isMore, failure) -> {
              if (failure != null) {
                // It is tried again: after a crash or a fail-over nothing has to be set right.
                LOG.warn("Messages that have waited too long could not be dropped", failure);
              }
              later(this::sweep, failure == null && isMore ? Duration.ZERO : SWEEP_INTERVAL);
            });
  }

  private void later(Runnable task, Duration delay) {
    try {
      var unused = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("The sweep ends with the server");
    }
  }

  private synchronized void report() {
    Counters now = counters.get();
    String report = now.toString();
    if (now.isAnythingLimited() && !report.equals(lastReport)) {
      lastReport = report;
      LOG.warn("Since the start: {}", report);
    }
  }

  /** Ends with it, after a last report. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    report();
  }
}
