package io.todevice.store;

import java.util.Map;

/**
 * What has become of messages beside being delivered. Nothing is dropped that is not counted here.
 * Immutable.
 *
 * @param dropped how many messages were dropped since the process began, by reason; a reason that
 *     never applied is absent or zero
 */
public record InboxStatistics(Map<DropReason, Long> dropped) {

  /** Copies the map. */
  public InboxStatistics {
    dropped = Map.copyOf(dropped);
  }

  /** How many messages were dropped for this reason. */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /** How many messages were dropped for any reason. */
  public long droppedInAll() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
