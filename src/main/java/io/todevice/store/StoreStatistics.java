package io.todevice.store;

import java.util.Map;

/**
 * What a store has given up and refused to stay within its bounds (clause F2). Where nodes share a
 * store, each counts what it has done itself, since its process began. Immutable.
 *
 * @param dropped how many messages were dropped since the process began, by reason; a reason that
 *     never applied is absent or zero. No message is dropped that is not counted here
 * @param forgottenTransactions transactions forgotten before their time for lack of space
 * @param forgottenFilters filters forgotten for lack of space
 * @param forgottenKeys keys, signatures and followed users forgotten for lack of space
 * @param refusedDevices sign-ins on a new device that were refused, because there were too many
 * @param refusedData account data, profile fields and changes of key backups that were refused
 *     because their user held too much
 */
public record StoreStatistics(
    Map<DropReason, Long> dropped,
    long forgottenTransactions,
    long forgottenFilters,
    long forgottenKeys,
    long refusedDevices,
    long refusedData) {

  /** Copies the map. */
  public StoreStatistics {
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
