package io.todevice.store.memory;

import io.todevice.store.StoreBounds;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many devices there are, and who may sign in on another. The second half of {@link
 * StoreBounds#devices} is for users who have less than an equal share of the first half, so that
 * nobody keeps others from their first device by having many. Safe for use by many threads.
 */
final class DeviceCount {

  private final StoreBounds bounds;
  private final AtomicInteger devices = new AtomicInteger();
  private final AtomicInteger owners = new AtomicInteger();

  /** No devices. */
  DeviceCount(StoreBounds bounds) {
    this.bounds = bounds;
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
    return false;
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
    int half = bounds.devices() / 2;
    return own < bounds.devicesPerUser()
        && all <= bounds.devices()
        && (all <= half || own < Math.max(1, half / owners.get()));
  }
}
