package io.todevice.store.memory;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRules;
import io.todevice.domain.Requester;
import io.todevice.store.AccountDataNews;
import io.todevice.store.AccountDataStore;
import io.todevice.store.Watches;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** The account data of a {@link MemoryStore}. */
record MemoryAccountData(Gate gate, Shards shards, Watches watches) implements AccountDataStore {

  @Override
  public CompletionStage<Boolean> put(Requester caller, AccountData data) {
    return onBehalfOf(
        caller,
        (locked, user) -> {
          boolean isKept = user.data().put(data);
          if (isKept) {
            tellDevices(locked, user);
          }
          return isKept;
        });
  }

  @Override
  public CompletionStage<Optional<JsonObject>> find(Requester caller, EventType type) {
    return onBehalfOf(caller, (locked, user) -> Optional.ofNullable(user.data().find(type)));
  }

  @Override
  public CompletionStage<Optional<PushRules>> findPushRules(Requester caller) {
    return onBehalfOf(caller, (locked, user) -> Optional.ofNullable(user.data().pushRules()));
  }

  @Override
  public CompletionStage<Replacement> replacePushRules(
      Requester caller, Optional<PushRules> expected, PushRules next) {
    return onBehalfOf(
        caller,
        (locked, user) -> {
          if (!Optional.ofNullable(user.data().pushRules()).equals(expected)) {
            return Replacement.CHANGED_MEANWHILE;
          }
          if (!user.data().putPushRules(next)) {
            return Replacement.TOO_LARGE;
          }
          tellDevices(locked, user);
          return Replacement.DONE;
        });
  }

  @Override
  public CompletionStage<AccountDataNews> news(DeviceIncarnation caller, OptionalLong since) {
    return onBehalfOf(caller, (locked, user) -> user.data().news(since));
  }

  private void tellDevices(LockedShards locked, MemoryUser user) {
    for (MemoryDevice device : user.devices()) {
      locked.afterwards(() -> watches.tell(device.incarnation()));
    }
  }

  private <T> CompletionStage<T> onBehalfOf(
      Requester caller, BiFunction<LockedShards, MemoryUser, T> operation) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            return operation.apply(locked, locked.getUser(caller));
          }
        });
  }
}
