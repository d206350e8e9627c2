package io.todevice.store.memory;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many devices there are, and who may sign in on another. The second half of {@link
 * StorageLimits#MAX_DEVICES} is for users who have less than an equal share of the first half, so
 * that nobody keeps others from their first device by having many. Safe for use by many threads.
 */
final class DeviceCount {

  private final int max;
  private final int maxPerUser;
  private final AtomicInteger devices = new AtomicInteger();
  private final AtomicInteger owners = new AtomicInteger();

  private final LongAdder refused = new LongAdder();

  /** No devices. */
  DeviceCount(Settings settings) {
    max = settings.get(StorageLimits.MAX_DEVICES);
    maxPerUser = settings.get(StorageLimits.DEVICES_PER_USER);
  }

  /**
   * Counts another device of a user if they may have it.
   *
   * @param own how many the user has without it
   */
  boolean tryAdd(int own) {
    add(own);
    if (isWithinBounds(own)) {
      return true;
    }
    removed(own);
    refused.increment();
    return false;
  }

  /** How often a user was not allowed another. */
  long refused() {
    return refused.sum();
  }

  /**
   * Counts another device of a user.
   *
   * @param own how many the user has without it
   */
  void add(int own) {
    devices.incrementAndGet();
    if (own == 0) {
      owners.incrementAndGet();
    }
  }

  /**
   * Counts one device less.
   *
   * @param own how many the user still has
   */
  void removed(int own) {
    devices.decrementAndGet();
    if (own == 0) {
      owners.decrementAndGet();
    }
  }

  private boolean isWithinBounds(int own) {
    int all = devices.get();
    int half = max / 2;
    return own < maxPerUser
        && all <= max
        && (all <= half || own < Math.max(1, half / owners.get()));
  }
}
