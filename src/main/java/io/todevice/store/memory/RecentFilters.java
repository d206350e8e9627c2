package io.todevice.store.memory;

import io.todevice.domain.JsonObject;
import io.todevice.domain.UserId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user's filters by ID, the one unused for longest first. Guarded by the lock of the user's
 * shard.
 */
final class RecentFilters extends Usage {

  /** What the objects of one filter take beside the bytes of its text, rounded up. */
  private static final long OVERHEAD_BYTES = 240;

  private final Shards shards;
  private final UserId user;
  private final int limit;
  private final Map<String, JsonObject> inOrderOfUse = new LinkedHashMap<>(4, 0.75f, true);

  /** No filters; never more than {@code limit}. */
  RecentFilters(Shards shards, UserId user, int limit) {
    super(shards.filterBound());
    this.shards = shards;
    this.user = user;
    this.limit = limit;
  }

  void add(String id, JsonObject filter) {
    if (inOrderOfUse.put(id, filter) == null) {
      count(bytes(filter));
    }
    if (inOrderOfUse.size() > limit) {
      removeEldest();
    }
  }

  @Nullable JsonObject find(String id) {
    return inOrderOfUse.get(id);
  }

  /** Forgets everything. */
  void clear() {
    while (!inOrderOfUse.isEmpty()) {
      removeEldest();
    }
  }

  /** Forgets what is unused for longest. */
  @Override
  long evict(long weight, long bytes) {
    try (LockedShards locked = shards.lock(user)) {
      locked.checkHeld(user);
      long freed = 0;
      while (freed < Math.min(weight, bytes) && !inOrderOfUse.isEmpty()) {
        freed += removeEldest();
        bound().countEvicted();
      }
      return freed;
    }
  }

  private long removeEldest() {
    Iterator<JsonObject> filters = inOrderOfUse.values().iterator();
    long bytes = bytes(filters.next());
    filters.remove();
    count(-bytes);
    return bytes;
  }

  private void count(long bytes) {
    add(bytes);
    bound().count(bytes);
  }

  private static long bytes(JsonObject filter) {
    return OVERHEAD_BYTES + filter.size();
  }
}
