package io.todevice.store.postgres;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.Watches;
import io.todevice.store.sql.StoreListener;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes who waits for news of a device, on this node at once and on the others by hints (clause
 * P3). Hints get lost: with a connection, with a node that ends before it has sent them, with a
 * fail-over. So after every gap, every reconnection and otherwise from time to time all are woken
 * who have waited for long, and look. Safe for use by many threads.
 */
final class WakeUps implements StoreListener, AutoCloseable {

  /** After which a node looks by itself: as long as most clients wait. */
  static final Duration INTERVAL = Duration.ofSeconds(30);

  /** Waking a hundred thousand at once would be a burst of as many reads. */
  private static final int AT_ONCE = 100;

  private static final long PAUSE_MILLIS = 5;

  private final Watches watches;
  private final Duration interval;
  private final Notifier notifier;
  private final HintListener hints;
  private final Semaphore missed = new Semaphore(0);
  private final Thread sweeper;
  private volatile boolean isClosed;

  /**
   * Begins.
   *
   * @param interval for how long a hint may be missing before it is done without
   */
  WakeUps(Sessions sessions, Watches watches, Duration interval) {
    this.watches = watches;
    this.interval = interval;
    String node = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1, 36);
    notifier = new Notifier(sessions, node);
    hints = new HintListener(sessions, node, this::take, missed::release);
    sweeper = Daemons.start("postgresql sweeper", this::run);
  }

  @Override
  public void changed(DeviceIncarnation device) {
    changed(device.number());
  }

  /** Wakes who waits for this device, here and elsewhere. Does not block. */
  void changed(long inbox) {
    watches.tell(inbox);
    notifier.add(inbox);
  }

  /** How late a watcher is called at the most, where the database can be reached. */
  Duration bound() {
    return interval.plus(interval.dividedBy(4)).plusSeconds(1);
  }

  private void take(Hint hint) {
    if (hint.inboxes().isEmpty()) {
      missed.release();
    }
    hint.inboxes().forEach(watches::tell);
  }

  private void run() {
    try {
      while (!isClosed) {
        boolean isMissed = missed.tryAcquire(interval.toMillis() / 8, TimeUnit.MILLISECONDS);
        missed.drainPermits();
        wake(isMissed ? Duration.ZERO : interval);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake(Duration age) throws InterruptedException {
    int woken = 0;
    for (Runnable watcher : watches.listUncalled(age)) {
      watcher.run();
      if (++woken % AT_ONCE == 0) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    sweeper.interrupt();
    Daemons.join(sweeper, PostgresDatabase.CLOSE_TIME);
    notifier.close();
    hints.close();
  }
}
