package io.todevice.store.memory;

import io.todevice.store.DropReason;

/** What waits in all inboxes of one user. Its bytes are guarded by the lock of the user's shard. */
final class UserInboxes extends Usage {

  private final Shards shards;
  private final MemoryUser user;
  private long bytes;

  /** Nothing waits. */
  UserInboxes(Shards shards, MemoryUser user) {
    super(shards.inboxBound());
    this.shards = shards;
    this.user = user;
  }

  /** What it takes in memory, estimated, whatever its weight is. */
  long bytes() {
    return bytes;
  }

  /**
   * Counts a message that came, or with a minus, one that is gone.
   *
   * @param weight how much it counts for
   */
  void add(long messageBytes, long weight) {
    bytes += messageBytes;
    add(weight);
    bound().count(messageBytes);
  }

  @Override
  long evict(long weight, long maxBytes) {
    try (LockedShards locked = shards.lock(user.id())) {
      long before = bytes;
      long lowest = weight() - weight;
      Inbox.eviction(user.inboxes())
          .run(
              () -> weight() <= lowest || before - bytes >= maxBytes,
              message -> shards.drops().evict(locked, message, DropReason.STORE_FULL));
      return before - bytes;
    }
  }
}
