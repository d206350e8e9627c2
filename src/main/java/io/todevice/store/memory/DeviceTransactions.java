package io.todevice.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered for one device, the oldest first. Kept in step by {@link
 * RememberedTransactions}, and guarded by the lock of the user's shard.
 */
final class DeviceTransactions {

  private final long device;
  private final UserTransactions usage;
  private @Nullable Deque<RememberedTransaction> inOrder;

  /**
   * Nothing yet, for a device with a number that no other device has or had.
   *
   * @param usage what is remembered for all devices of the same user
   */
  DeviceTransactions(long device, UserTransactions usage) {
    this.device = device;
    this.usage = usage;
  }

  long device() {
    return device;
  }

  int size() {
    return inOrder == null ? 0 : inOrder.size();
  }

  void add(RememberedTransaction transaction) {
    Deque<RememberedTransaction> queue = inOrder;
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      inOrder = queue;
    }
    queue.addLast(transaction);
    usage.count(transaction.bytes());
  }

  /** Counts one that was forgotten for lack of space. */
  void countForgotten() {
    usage.countForgotten();
  }

  /** Takes the oldest away; null where there is none. */
  @Nullable RememberedTransaction poll() {
    Deque<RememberedTransaction> queue = inOrder;
    if (queue == null) {
      return null;
    }
    RememberedTransaction oldest = queue.removeFirst();
    usage.count(-oldest.bytes());
    if (queue.isEmpty()) {
      inOrder = null;
    }
    return oldest;
  }
}
