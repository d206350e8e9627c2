package io.todevice.store.memory;

import io.todevice.domain.EventType;
import io.todevice.domain.TransactionId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
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
  private final InstantSource clock;
  private final Map<RememberedTransaction, RememberedTransaction> inOrder = new LinkedHashMap<>();

  /** The first of {@link #inOrder}: asked for twice a request, where an iterator is too much. */
  private @Nullable RememberedTransaction oldest;

  /** Nothing remembered. */
  RememberedTransactions(Settings settings, InstantSource clock) {
    this.retentionMillis = settings.get(StorageLimits.TRANSACTION_RETENTION).toMillis();
    this.perDevice = settings.get(StorageLimits.TRANSACTIONS_PER_DEVICE);
    this.clock = clock;
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
    if (oldest == null) {
      oldest = asked;
    }
    device.add(asked);
    if (device.size() > perDevice) {
      dropOldest(device);
      device.countForgotten();
    }
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
    oldest = null;
  }

  int size() {
    return inOrder.size();
  }

  private void dropExpired(long now) {
    for (int i = 0; i < DROPPED_AT_ONCE; i++) {
      RememberedTransaction first = oldest;
      if (first == null || !isExpired(first, now)) {
        return;
      }
      dropOldest(first.owner());
    }
  }

  /** Drops an entry together with the older ones of its device, which have expired as well. */
  private void dropUpTo(RememberedTransaction last) {
    RememberedTransaction dropped;
    do {
      dropped = dropOldest(last.owner());
    } while (dropped != null && !dropped.equals(last));
  }

  /** Drops the oldest entry of a device; null where it has none. */
  @Nullable RememberedTransaction dropOldest(DeviceTransactions device) {
    RememberedTransaction dropped = device.poll();
    if (dropped != null) {
      inOrder.remove(dropped);
      if (dropped == oldest) {
        Iterator<RememberedTransaction> rest = inOrder.values().iterator();
        oldest = rest.hasNext() ? rest.next() : null;
      }
    }
    return dropped;
  }

  private boolean isExpired(RememberedTransaction transaction, long now) {
    return now - transaction.storedAt() >= retentionMillis;
  }
}
