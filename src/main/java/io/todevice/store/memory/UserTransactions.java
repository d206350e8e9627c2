package io.todevice.store.memory;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is remembered of the transactions of one user's devices. Where there is no room for all
 * users, the device with most transactions forgets its oldest.
 */
final class UserTransactions extends Usage {

  private final Shards shards;
  private final MemoryUser user;

  /** Nothing remembered. */
  UserTransactions(Shards shards, MemoryUser user) {
    super(shards.transactionBound());
    this.shards = shards;
    this.user = user;
  }

  /** Counts the bytes of a transaction, or with a minus, of one that was forgotten. */
  void count(long bytes) {
    add(bytes);
    bound().count(bytes);
  }

  /** Counts a transaction that was forgotten for lack of space. */
  void countForgotten() {
    bound().countEvicted();
  }

  @Override
  long evict(long weight, long bytes) {
    try (LockedShards locked = shards.lock(user.id())) {
      PriorityQueue<DeviceTransactions> fullest =
          new PriorityQueue<>(Comparator.comparingInt(DeviceTransactions::size).reversed());
      user.devices().forEach(device -> fullest.add(device.transactions()));
      RememberedTransactions remembered = locked.transactions(user.id());
      long freed = 0;
      while (freed < Math.min(weight, bytes) && !fullest.isEmpty()) {
        DeviceTransactions device = fullest.remove();
        RememberedTransaction dropped = remembered.dropOldest(device);
        if (dropped != null) {
          freed += dropped.bytes();
          countForgotten();
          fullest.add(device);
        }
      }
      return freed;
    }
  }
}
