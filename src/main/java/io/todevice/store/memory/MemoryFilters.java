package io.todevice.store.memory;

import io.todevice.domain.JsonObject;
import io.todevice.domain.Requester;
import io.todevice.store.FilterStore;
import io.todevice.text.Sha256;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The sync filters of a {@link MemoryStore}.
 *
 * @param limit how many are kept for one user
 */
record MemoryFilters(Gate gate, Shards shards, int limit) implements FilterStore {

  @Override
  public CompletionStage<String> add(Requester caller, JsonObject filter) {
    return gate.answer(
        () -> {
          String id = idOf(filter);
          try (LockedShards locked = shards.lock(caller.user())) {
            locked.getUser(caller).filtersOrAdd(limit).add(id, filter);
          }
          shards.filterBound().makeRoom();
          return id;
        });
  }

  @Override
  public CompletionStage<Optional<JsonObject>> find(Requester caller, String filterId) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            RecentFilters filters = locked.getUser(caller).filters();
            return filters == null ? Optional.empty() : Optional.ofNullable(filters.find(filterId));
          }
        });
  }

  /** The digest of the text, in letters that may stand in a URL's path. */
  private static String idOf(JsonObject filter) {
    byte[] digest = Sha256.start().digest(filter.toBytes());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
