package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which syncs of which device wait. A client has one; a few more where connections broke without
 * its server being told. Every message wakes all of them, so there must not be any number. Safe for
 * use by many threads.
 */
final class DeviceWaits {

  /** How many syncs of one device wait. */
  static final int MOST = 10;

  private final Map<DeviceIncarnation, Deque<WaitingSync>> inOrder = new ConcurrentHashMap<>();

  /** Adds a sync, and returns the device's oldest where that is one too many. */
  Optional<WaitingSync> add(DeviceIncarnation device, WaitingSync sync) {
    Deque<WaitingSync> oneTooMany = new ArrayDeque<>(1);
    inOrder.compute(
        device,
        (key, before) -> {
          Deque<WaitingSync> waiting = before == null ? new ArrayDeque<>(2) : before;
          waiting.addLast(sync);
          if (waiting.size() > MOST) {
            oneTooMany.add(waiting.removeFirst());
          }
          return waiting;
        });
    return Optional.ofNullable(oneTooMany.poll());
  }

  /** Forgets a sync that waits no more. */
  void remove(DeviceIncarnation device, WaitingSync sync) {
    inOrder.computeIfPresent(device, (key, waiting) -> without(waiting, sync));
  }

  private static @Nullable Deque<WaitingSync> without(
      Deque<WaitingSync> waiting, WaitingSync sync) {
    waiting.remove(sync);
    return waiting.isEmpty() ? null : waiting;
  }

  /** How many devices have a sync that waits. */
  int size() {
    return inOrder.size();
  }
}
