package io.todevice.store.memory;

import io.todevice.domain.EventType;
import io.todevice.domain.TransactionId;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The send requests that the devices of one shard have made (clause T4), the oldest first. Guarded
 * by the shard's lock.
 *
 * <p>What is the oldest of all is the oldest of its device too, so that every way out of here takes
 * a device's entries from the front.
 */
final class RememberedTransactions {

  /**
   * How many expired entries one call drops at the most. More than the one it may add, so that they
   * dwindle; few, so that no sender pays for an hour of others.
   */
  private static final int DROPPED_AT_ONCE = 8;

  private final long retentionMillis;
  private final int perDevice;
  private final long bytesLimit;
  private final InstantSource clock;
  private final Map<RememberedTransaction, RememberedTransaction> inOrder = new LinkedHashMap<>();
  private long bytes;

  /**
   * Nothing remembered.
   *
   * @param bytesLimit this shard's share of the memory
   */
  RememberedTransactions(MemoryStoreSettings settings, long bytesLimit) {
    this.retentionMillis = settings.transactionRetention().toMillis();
    this.perDevice = settings.transactionsPerDevice();
    this.clock = settings.clock();
    this.bytesLimit = bytesLimit;
  }

  /** Remembers a transaction and returns {@code true}, or {@code false} where it is already. */
  boolean remember(DeviceTransactions device, EventType type, TransactionId id) {
    long now = clock.millis();
    dropExpired(now);
    RememberedTransaction asked = new RememberedTransaction(device, type, id, now);
    RememberedTransaction known = inOrder.putIfAbsent(asked, asked);
    if (known != null) {
      if (!isExpired(known, now)) {
        return false;
      }
      dropUpTo(known);
      inOrder.put(asked, asked);
    }
    device.add(asked);
    bytes += asked.bytes();
    makeRoom(device);
    return true;
  }

  /** Forgets everything of a device. */
  void forget(DeviceTransactions device) {
    while (dropOldest(device) != null) {
      // each step drops one
    }
  }

  void clear() {
    inOrder.clear();
    bytes = 0;
  }

  int size() {
    return inOrder.size();
  }

  private void dropExpired(long now) {
    for (int i = 0; i < DROPPED_AT_ONCE; i++) {
      RememberedTransaction oldest = oldest();
      if (oldest == null || !isExpired(oldest, now)) {
        return;
      }
      dropOldest(oldest.owner());
    }
  }

  private void makeRoom(DeviceTransactions device) {
    if (device.size() > perDevice) {
      dropOldest(device);
    }
    for (RememberedTransaction oldest = oldest();
        bytes > bytesLimit && oldest != null;
        oldest = oldest()) {
      dropOldest(oldest.owner());
    }
  }

  /** Drops an entry together with the older ones of its device, which have expired as well. */
  private void dropUpTo(RememberedTransaction last) {
    RememberedTransaction dropped;
    do {
      dropped = dropOldest(last.owner());
    } while (dropped != null && !dropped.equals(last));
  }

  private @Nullable RememberedTransaction dropOldest(DeviceTransactions device) {
    RememberedTransaction oldest = device.poll();
    if (oldest != null) {
      inOrder.remove(oldest);
      bytes -= oldest.bytes();
    }
    return oldest;
  }

  private @Nullable RememberedTransaction oldest() {
    Iterator<RememberedTransaction> all = inOrder.values().iterator();
    return all.hasNext() ? all.next() : null;
  }

  private boolean isExpired(RememberedTransaction transaction, long now) {
    return now - transaction.storedAt() >= retentionMillis;
  }
}
