package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The syncs that wait, by device. A client has one; a few more where connections broke without its
 * server noticing. Every message wakes all of a device's, so their number is bounded. Safe for use
 * by many threads.
 */
final class DeviceWaits {

  /** How many syncs of one device wait. */
  static final int MOST = 10;

  private final Map<DeviceIncarnation, List<WaitingSync>> inOrder = new ConcurrentHashMap<>();
  private volatile boolean isStopped;

  /** Adds a sync, and ends the device's oldest where that is one too many. */
  void add(DeviceIncarnation device, WaitingSync sync) {
    List<WaitingSync> all =
        inOrder.merge(
            device,
            List.of(sync),
            (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
    for (WaitingSync oldest : all.subList(0, Math.max(0, all.size() - MOST))) {
      remove(device, oldest);
      oldest.stop();
    }
    if (isStopped) {
      // It may have been added too late for stop() to see it.
      sync.stop();
    }
  }

  /** Forgets a sync that does not wait any more, if it ever did. */
  void remove(DeviceIncarnation device, WaitingSync sync) {
    inOrder.computeIfPresent(
        device,
        (key, before) -> {
          List<WaitingSync> others = before.stream().filter(other -> other != sync).toList();
          return others.isEmpty() ? null : others;
        });
  }

  /** How many syncs wait. */
  int count() {
    return inOrder.values().stream().mapToInt(List::size).sum();
  }

  /** Whether none waits from now on. */
  boolean isStopped() {
    return isStopped;
  }

  /**
   * Ends every sync, and from now on those that are added.
   *
   * @return ends when they have been answered
   */
  CompletionStage<Void> stop() {
    isStopped = true;
    List<WaitingSync> stopping = inOrder.values().stream().flatMap(List::stream).toList();
    stopping.forEach(WaitingSync::stop);
    return CompletableFuture.allOf(
        stopping.stream().map(WaitingSync::answered).toArray(CompletableFuture<?>[]::new));
  }
}
