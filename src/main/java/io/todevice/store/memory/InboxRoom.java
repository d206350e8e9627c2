package io.todevice.store.memory;

import io.todevice.store.DropReason;
import io.todevice.store.StoreBounds;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the inboxes of a store within its {@link StoreBounds}. Called with the shard locked. */
final class InboxRoom {

  /** How much more than needed is dropped at once: a sixteenth of the bound. */
  private static final int SLACK = 16;

  private final StoreBounds bounds;
  private final long shardBytes;
  private final Drops drops;

  /**
   * Keeps to {@code bounds}.
   *
   * @param shardBytes each shard's share of the memory
   */
  InboxRoom(StoreBounds bounds, long shardBytes, Drops drops) {
    this.bounds = bounds;
    this.shardBytes = shardBytes;
    this.drops = drops;
  }

  /**
   * Drops what has waited too long in one inbox.
   *
   * @param now in milliseconds since the epoch
   */
  void dropExpired(LockedShards locked, MemoryDevice device, long now) {
    int expired = device.inbox().dropOlderThan(now - bounds.retention().toMillis());
    drops.count(locked, device, DropReason.EXPIRED, expired, now);
  }

  /** Makes room after a message was added to an inbox of this user. */
  void make(LockedShards locked, MemoryUser user, MemoryDevice device, long now) {
    Inbox inbox = device.inbox();
    if (inbox.size() > bounds.messagesPerDevice() || inbox.bytes() > bounds.bytesPerDevice()) {
      dropExpired(locked, device, now);
      int most = lessSlack(inbox.size(), bounds.messagesPerDevice());
      int dropped = inbox.shrink(most, lessSlack(inbox.bytes(), bounds.bytesPerDevice()));
      drops.count(locked, device, DropReason.DEVICE_FULL, dropped, now);
    }
    shrinkFullest(
        locked, user.inboxBytes(), List.of(user), bounds.bytesPerUser(), DropReason.USER_FULL, now);
    Shard shard = locked.shardOf(user.id());
    shrinkFullest(
        locked, shard.inboxBytes, shard.users.values(), shardBytes, DropReason.STORE_FULL, now);
  }

  private void shrinkFullest(
      LockedShards locked,
      ByteCount count,
      Collection<MemoryUser> users,
      long most,
      DropReason reason,
      long now) {
    long goal = lessSlack(count.value(), most);
    while (count.value() > goal) {
      Optional<MemoryDevice> fullest = findFullest(users);
      if (fullest.isEmpty()) {
        return;
      }
      Inbox inbox = fullest.get().inbox();
      int dropped = inbox.shrink(Integer.MAX_VALUE, inbox.bytes() - (count.value() - goal));
      drops.count(locked, fullest.get(), reason, dropped, now);
    }
  }

  /** The fullest inbox that has something to give, of the user who takes up most. */
  private static Optional<MemoryDevice> findFullest(Collection<MemoryUser> users) {
    return users.stream()
        .filter(user -> user.devices().stream().anyMatch(InboxRoom::canGive))
        .max(Comparator.comparingLong(user -> user.inboxBytes().value()))
        .flatMap(
            user ->
                user.devices().stream()
                    .filter(InboxRoom::canGive)
                    .max(Comparator.comparingLong(device -> device.inbox().bytes())));
  }

  private static boolean canGive(MemoryDevice device) {
    return device.inbox().size() > 1;
  }

  /** What there is where that is within the bound, and otherwise a little less than the bound. */
  private static long lessSlack(long value, long bound) {
    return value > bound ? bound - bound / SLACK : value;
  }

  private static int lessSlack(int value, int bound) {
    return value > bound ? bound - bound / SLACK : value;
  }
}
