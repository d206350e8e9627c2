package io.todevice.store.memory;

import io.todevice.domain.JsonValue;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.store.ProfileStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The profiles of a {@link MemoryStore}. */
record MemoryProfiles(Gate gate, Shards shards) implements ProfileStore {

  @Override
  public CompletionStage<Boolean> put(Requester caller, String field, JsonValue value) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            return locked.getUser(caller).data().putField(field, value);
          }
        });
  }

  @Override
  public CompletionStage<Void> remove(Requester caller, String field) {
    return gate.run(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            locked.getUser(caller).data().removeField(field);
          }
        });
  }

  @Override
  public CompletionStage<Optional<Map<String, JsonValue>>> find(UserId user) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(user)) {
            MemoryUser there = locked.find(user);
            return there == null || !there.exists()
                ? Optional.empty()
                : Optional.of(there.data().profile());
          }
        });
  }
}
