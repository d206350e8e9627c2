package io.todevice.store.memory;

import io.todevice.domain.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user's filters by ID, the one unused for longest first. Guarded by the lock of the user's
 * shard.
 */
final class RecentFilters {

  private final int limit;
  private final Map<String, JsonObject> inOrderOfUse = new LinkedHashMap<>(4, 0.75f, true);

  /** No filters; never more than {@code limit}. */
  RecentFilters(int limit) {
    this.limit = limit;
  }

  void add(String id, JsonObject filter) {
    inOrderOfUse.put(id, filter);
    if (inOrderOfUse.size() > limit) {
      inOrderOfUse.remove(inOrderOfUse.keySet().iterator().next());
    }
  }

  @Nullable JsonObject find(String id) {
    return inOrderOfUse.get(id);
  }
}
