package io.todevice.store.memory;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.DropReason;
import java.util.List;

/**
 * Keeps the inboxes of one user within their bounds; {@link FairBound} does that for all users
 * together. Called with the user's shard locked.
 */
final class InboxRoom {

  private final int messagesPerDevice;
  private final long bytesPerDevice;
  private final long bytesPerUser;
  private final long retentionMillis;
  private final long dormantAfterMillis;
  private final Drops drops;

  /** Keeps to the bounds of {@code settings}. */
  InboxRoom(Settings settings, Drops drops) {
    messagesPerDevice = settings.get(StorageLimits.INBOX_MESSAGES);
    bytesPerDevice = settings.get(StorageLimits.INBOX_SIZE);
    bytesPerUser = settings.get(StorageLimits.USER_INBOX_SIZE);
    retentionMillis = settings.get(StorageLimits.INBOX_RETENTION).toMillis();
    dormantAfterMillis = settings.get(StorageLimits.DORMANT_AFTER).toMillis();
    this.drops = drops;
  }

  /** Drops what has waited too long in one inbox. */
  void dropExpired(LockedShards locked, MemoryDevice device, long now) {
    int expired = device.inbox().dropOlderThan(now - retentionMillis);
    drops.count(locked, device, DropReason.EXPIRED, expired);
  }

  /** Counts the messages of a device that has not read for too long as heavier ones. */
  void noteDormant(MemoryDevice device, long now) {
    if (now - device.lastReadAt() >= dormantAfterMillis) {
      device.inbox().setDormant(true);
    }
  }

  /** Makes room after a message was added to an inbox of this user. */
  void make(LockedShards locked, MemoryUser user, MemoryDevice device, long now) {
    Inbox inbox = device.inbox();
    if (inbox.size() > messagesPerDevice || inbox.bytes() > bytesPerDevice) {
      dropExpired(locked, device, now);
      long messages = FairBound.lessSlack(inbox.size(), messagesPerDevice);
      long bytes = FairBound.lessSlack(inbox.bytes(), bytesPerDevice);
      Inbox.eviction(List.of(inbox))
          .run(
              () -> inbox.size() <= messages && inbox.bytes() <= bytes,
              message -> drops.evict(locked, message, DropReason.DEVICE_FULL));
    }
    UserInboxes all = user.usageOfInboxes();
    if (all.bytes() > bytesPerUser) {
      long bytes = FairBound.lessSlack(all.bytes(), bytesPerUser);
      Inbox.eviction(user.inboxes())
          .run(
              () -> all.bytes() <= bytes,
              message -> drops.evict(locked, message, DropReason.USER_FULL));
    }
  }
}
