package io.todevice.store.memory;

import io.todevice.domain.EventType;
import io.todevice.domain.TransactionId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A send request that was carried out. Equal to another of the same device, event type and ID
 * (clause T1), whenever they were stored. Ordered so that IDs that someone chose so that their
 * hashes collide cost a tree's search and not a list's.
 */
final class RememberedTransaction implements Comparable<RememberedTransaction> {

  /** Roughly what the objects of one entry take beside the characters of its strings. */
  private static final long OVERHEAD_BYTES = 200;

  private static final Comparator<RememberedTransaction> ORDER =
      Comparator.<RememberedTransaction>comparingLong(transaction -> transaction.owner.device())
          .thenComparing(transaction -> transaction.id.value())
          .thenComparing(transaction -> transaction.type.value());

  private final DeviceTransactions owner;
  private final EventType type;
  private final TransactionId id;
  private final long storedAt;

  /**
   * An entry.
   *
   * @param storedAt in milliseconds, by the store's clock
   */
  RememberedTransaction(DeviceTransactions owner, EventType type, TransactionId id, long storedAt) {
    this.owner = owner;
    this.type = type;
    this.id = id;
    this.storedAt = storedAt;
  }

  DeviceTransactions owner() {
    return owner;
  }

  long storedAt() {
    return storedAt;
  }

  /** What it takes in memory, estimated. */
  long bytes() {
    return OVERHEAD_BYTES + type.value().length() + id.value().length();
  }

  @Override
  public int compareTo(RememberedTransaction other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RememberedTransaction that
        && owner == that.owner
        && id.equals(that.id)
        && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(owner.device()) * 31 + type.hashCode()) * 31 + id.hashCode();
  }
}
