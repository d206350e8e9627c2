package io.todevice.service.userdata;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MatrixException;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.store.BackupChange;
import io.todevice.store.KeyBackupStore;
import io.todevice.store.KeySelection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The key backups of the user who asks (Matrix client-server API, <i>Server-side key backups</i>;
 * clause K11). Safe for use by many threads.
 *
 * <p>Refused, whatever is asked for: {@code M_NOT_FOUND} where there is no such backup, {@code
 * M_TOO_LARGE} where there is no room for more.
 */
public record KeyBackupService(KeyBackupStore store) {

  /** Begins a backup, which is then the current one, and returns its version. */
  public CompletionStage<String> create(
      AuthenticatedUser asker, String algorithm, JsonObject authData) {
    return store
        .create(asker.requester(), algorithm, authData)
        .thenApply(version -> version.orElseThrow(Room::exceeded));
  }

  /** A backup; the current one where {@code version} is empty. */
  public CompletionStage<KeyBackup> get(AuthenticatedUser asker, Optional<String> version) {
    return store
        .find(asker.requester(), version)
        .thenApply(found -> found.orElseThrow(KeyBackupService::noSuchBackup));
  }

  /**
   * Replaces the {@code authData} of a backup. Refused: {@code M_INVALID_PARAM} for another
   * algorithm than the backup has.
   */
  public CompletionStage<KeyBackup> update(
      AuthenticatedUser asker, String version, String algorithm, JsonObject authData) {
    return get(asker, Optional.of(version))
        .thenCompose(
            backup -> {
              if (!backup.algorithm().equals(algorithm)) {
                throw new MatrixException(
                    ErrorCode.M_INVALID_PARAM, "The backup has another algorithm");
              }
              return store.update(asker.requester(), version, authData);
            })
        .thenApply(KeyBackupService::done);
  }

  /** Deletes a backup with its keys; no error where it was deleted before. */
  public CompletionStage<Void> delete(AuthenticatedUser asker, String version) {
    return store
        .delete(asker.requester(), version)
        .thenAccept(
            isKnown -> {
              if (!isKnown) {
                throw noSuchBackup();
              }
            });
  }

  /**
   * Adds keys to the current backup; those that are there stay unless the new ones are better.
   * Refused: {@code M_WRONG_ROOM_KEYS_VERSION} where the current backup has another version.
   */
  public CompletionStage<KeyBackup> putKeys(
      AuthenticatedUser asker,
      String version,
      Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    return store.putKeys(asker.requester(), version, keys).thenApply(KeyBackupService::done);
  }

  /** Keys of a backup. */
  public CompletionStage<Map<RoomId, Map<MegolmSessionId, BackedUpKey>>> getKeys(
      AuthenticatedUser asker, String version, KeySelection selection) {
    return store
        .findKeys(asker.requester(), version, selection)
        .thenApply(found -> found.orElseThrow(KeyBackupService::noSuchBackup));
  }

  /** One key of a backup. Refused: {@code M_NOT_FOUND} also where the backup lacks it. */
  public CompletionStage<BackedUpKey> getKey(
      AuthenticatedUser asker, String version, RoomId room, MegolmSessionId session) {
    return getKeys(asker, version, KeySelection.of(room, session))
        .thenApply(
            keys ->
                keys.values().stream()
                    .flatMap(sessions -> sessions.values().stream())
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new MatrixException(
                                ErrorCode.M_NOT_FOUND, "The backup has no such key")));
  }

  /** Deletes keys of a backup. */
  public CompletionStage<KeyBackup> deleteKeys(
      AuthenticatedUser asker, String version, KeySelection selection) {
    return store
        .deleteKeys(asker.requester(), version, selection)
        .thenApply(KeyBackupService::done);
  }

  private static KeyBackup done(BackupChange change) {
    if (change instanceof BackupChange.Done done) {
      return done.backup();
    }
    if (change instanceof BackupChange.NotCurrent other) {
      throw MatrixException.wrongRoomKeysVersion(other.currentVersion());
    }
    throw change instanceof BackupChange.Absent ? noSuchBackup() : Room.exceeded();
  }

  private static MatrixException noSuchBackup() {
    return new MatrixException(ErrorCode.M_NOT_FOUND, "There is no such backup");
  }
}
