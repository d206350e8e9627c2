package io.todevice.store.memory;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.store.AccountDataStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The account data of a {@link MemoryStore}. */
final class MemoryAccountData implements AccountDataStore {

  private final Gate gate;
  private final Shards shards;

  MemoryAccountData(Gate gate, Shards shards) {
    this.gate = gate;
    this.shards = shards;
  }

  @Override
  public CompletionStage<Boolean> put(DeviceIncarnation caller, AccountData data) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            return locked.getUser(caller).data().put(data);
          }
        });
  }

  @Override
  public CompletionStage<Optional<JsonObject>> find(DeviceIncarnation caller, EventType type) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            return Optional.ofNullable(locked.getUser(caller).data().find(type));
          }
        });
  }
}
