package io.todevice.store.memory;

import io.todevice.store.DropReason;
import io.todevice.store.StoreBounds;
import java.util.List;

/**
 * Keeps the inboxes of one user within their {@link StoreBounds}; {@link FairBound} does that for
 * all users together. Called with the user's shard locked.
 */
final class InboxRoom {

  private final StoreBounds bounds;
  private final Drops drops;

  /** Keeps to {@code bounds}. */
  InboxRoom(StoreBounds bounds, Drops drops) {
    this.bounds = bounds;
    this.drops = drops;
  }

  /** Drops what has waited too long in one inbox. */
  void dropExpired(LockedShards locked, MemoryDevice device, long now) {
    int expired = device.inbox().dropOlderThan(now - bounds.retention().toMillis());
    drops.count(locked, device, DropReason.EXPIRED, expired);
  }

  /** Counts the messages of a device that has not read for too long as heavier ones. */
  void noteDormant(MemoryDevice device, long now) {
    if (now - device.lastReadAt() >= bounds.dormantAfter().toMillis()) {
      device.inbox().setDormant(true);
    }
  }

  /** Makes room after a message was added to an inbox of this user. */
  void make(LockedShards locked, MemoryUser user, MemoryDevice device, long now) {
    Inbox inbox = device.inbox();
    if (inbox.size() > bounds.messagesPerDevice() || inbox.bytes() > bounds.bytesPerDevice()) {
      dropExpired(locked, device, now);
      long messages = FairBound.lessSlack(inbox.size(), bounds.messagesPerDevice());
      long bytes = FairBound.lessSlack(inbox.bytes(), bounds.bytesPerDevice());
      Eviction.ofInboxes(List.of(inbox))
          .run(
              () -> inbox.size() <= messages && inbox.bytes() <= bytes,
              message -> drops.evict(locked, message, DropReason.DEVICE_FULL));
    }
    UserInboxes all = user.usageOfInboxes();
    if (all.bytes() > bounds.bytesPerUser()) {
      long bytes = FairBound.lessSlack(all.bytes(), bounds.bytesPerUser());
      Eviction.ofInboxes(user.inboxes())
          .run(
              () -> all.bytes() <= bytes,
              message -> drops.evict(locked, message, DropReason.USER_FULL));
    }
  }
}
