package io.todevice.store.memory;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.Requester;
import io.todevice.domain.RoomId;
import io.todevice.store.BackupChange;
import io.todevice.store.KeyBackupStore;
import io.todevice.store.KeySelection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The key backups of a {@link MemoryStore}. */
record MemoryKeyBackups(Gate gate, Shards shards) implements KeyBackupStore {

  @Override
  public CompletionStage<Optional<String>> create(
      Requester caller, String algorithm, JsonObject authData) {
    return onBehalfOf(
        caller,
        backups ->
            Optional.ofNullable(backups.add(algorithm, authData))
                .map(added -> added.describe().version()));
  }

  @Override
  public CompletionStage<Optional<KeyBackup>> find(Requester caller, Optional<String> version) {
    return onBehalfOf(
        caller, backups -> Optional.ofNullable(backups.find(version)).map(Backup::describe));
  }

  @Override
  public CompletionStage<BackupChange> update(
      Requester caller, String version, JsonObject authData) {
    return onBehalfOf(caller, backups -> backups.update(version, authData));
  }

  @Override
  public CompletionStage<Boolean> delete(Requester caller, String version) {
    return onBehalfOf(caller, backups -> backups.remove(version));
  }

  @Override
  public CompletionStage<BackupChange> putKeys(
      Requester caller, String version, Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    return onBehalfOf(caller, backups -> backups.putKeys(version, keys));
  }

  @Override
  public CompletionStage<Optional<Map<RoomId, Map<MegolmSessionId, BackedUpKey>>>> findKeys(
      Requester caller, String version, KeySelection selection) {
    return onBehalfOf(
        caller,
        backups ->
            Optional.ofNullable(backups.find(Optional.of(version)))
                .map(backup -> backup.copy(selection)));
  }

  @Override
  public CompletionStage<BackupChange> deleteKeys(
      Requester caller, String version, KeySelection selection) {
    return onBehalfOf(caller, backups -> backups.removeKeys(version, selection));
  }

  private <T> CompletionStage<T> onBehalfOf(Requester caller, Function<UserBackups, T> operation) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            return operation.apply(locked.getUser(caller).backups());
          }
        });
  }
}
