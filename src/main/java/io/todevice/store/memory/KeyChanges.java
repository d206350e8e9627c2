package io.todevice.store.memory;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.Watches;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

/** Tells the devices concerned that what a user publishes has changed (clause K7). */
final class KeyChanges {

  /** How many followers the thread of the change tells itself. */
  private static final int FEW = 16;

  private final Shards shards;
  private final DeviceLists lists;
  private final Watches watches;

  KeyChanges(Shards shards, Watches watches) {
    this.shards = shards;
    this.lists = shards.deviceLists();
    this.watches = watches;
  }

  /** Notes a change of what everybody sees of a user, whose shard is locked. */
  void changed(LockedShards locked, MemoryUser user) {
    user.keysOrAdd().setChangedAt(lists.change(user.id()));
    List<DeviceIncarnation> own = user.incarnations();
    locked.afterwards(
        () -> {
          own.forEach(watches::tell);
          tell(lists.followers(user.id()));
        });
  }

  /** Notes a change of what a user alone sees of another, whose shards are locked. */
  void changedFor(LockedShards locked, MemoryUser user, MemoryUser other) {
    user.keysOrAdd().note(other.id(), lists.change());
    tellDevices(locked, user);
  }

  /** Has the devices of a user look at what is new, when the shards are free again. */
  void tellDevices(LockedShards locked, MemoryUser user) {
    List<DeviceIncarnation> own = user.incarnations();
    locked.afterwards(() -> own.forEach(watches::tell));
  }

  /** Many are told by another thread, so that whoever made the change need not wait for it. */
  private void tell(Set<MemoryUser> followers) {
    if (followers.size() <= FEW) {
      followers.forEach(this::tell);
    } else {
      ForkJoinPool.commonPool().execute(() -> followers.forEach(this::tell));
    }
  }

  private void tell(MemoryUser follower) {
    List<DeviceIncarnation> devices;
    try (LockedShards locked = shards.lock(follower.id())) {
      locked.checkHeld(follower.id());
      devices = follower.incarnations();
    }
    devices.forEach(watches::tell);
  }
}
