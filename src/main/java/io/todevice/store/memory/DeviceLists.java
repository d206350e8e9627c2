package io.todevice.store.memory;

import io.todevice.domain.UserId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers the changes of what users publish, and knows who follows whom (clause K7). A change is
 * numbered while its user's shard is locked; {@link #position} never runs ahead of what can be
 * seen. Safe for use by many threads.
 */
final class DeviceLists {

  /** What is known of a user whom others follow. */
  static final class Followed {

    private final Set<MemoryUser> followers = ConcurrentHashMap.newKeySet(1);
    private volatile long changedAt;

    /** The position of the last change; 0 where there was none since somebody follows the user. */
    long changedAt() {
      return changedAt;
    }
  }

  private final Map<String, Followed> byUser = new ConcurrentHashMap<>();
  private volatile long position;

  /** The position of the last change. */
  long position() {
    return position;
  }

  /** Gives a change of this user its position. The user's shard is locked. */
  synchronized long change(UserId user) {
    long next = position + 1;
    Followed followed = byUser.get(user.value());
    if (followed != null) {
      followed.changedAt = next;
    }
    position = next;
    return next;
  }

  /** Gives a change that concerns nobody else its position. */
  synchronized long change() {
    return ++position;
  }

  /** Lets a user follow another; both shards are locked. */
  Followed follow(MemoryUser follower, String user) {
    return byUser.compute(
        user,
        (key, there) -> {
          Followed followed = there == null ? new Followed() : there;
          followed.followers.add(follower);
          return followed;
        });
  }

  /** Ends that. */
  void unfollow(MemoryUser follower, String user) {
    byUser.computeIfPresent(
        user,
        (key, followed) -> {
          followed.followers.remove(follower);
          return followed.followers.isEmpty() ? null : followed;
        });
  }

  /** Who follows a user. */
  Set<MemoryUser> followers(UserId user) {
    Followed followed = byUser.get(user.value());
    return followed == null ? Set.of() : followed.followers;
  }

  void clear() {
    byUser.clear();
  }

  /** How many users are followed. */
  int size() {
    return byUser.size();
  }
}
