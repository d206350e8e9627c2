package io.todevice.store;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.Requester;
import io.todevice.domain.RoomId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Backups of the keys of encrypted messages, each of one user. The current backup of a user is the
 * one created last of those that are not deleted. See {@link Store} for what holds for every
 * method.
 */
public interface KeyBackupStore {

  /**
   * Creates a backup of the caller's user, without keys, which is then the current one.
   *
   * @return its version, which no other backup of the user had; empty where the user would hold
   *     more than {@link UserDataBounds} allow, which changes nothing
   */
  CompletionStage<Optional<String>> create(Requester caller, String algorithm, JsonObject authData);

  /** A backup of the caller's user; the current one where {@code version} is empty. */
  CompletionStage<Optional<KeyBackup>> find(Requester caller, Optional<String> version);

  /** Replaces the {@code authData} of a backup of the caller's user, current or not. */
  CompletionStage<BackupChange> update(Requester caller, String version, JsonObject authData);

  /**
   * Deletes a backup of the caller's user with its keys, where it is there.
   *
   * @return whether it is there, or was before
   */
  CompletionStage<Boolean> delete(Requester caller, String version);

  /**
   * Adds keys to the current backup of the caller's user, all in one step. A key that is there
   * already stays unless the new one {@link BackedUpKey#isBetterThan is better}.
   *
   * @param version the version that the current backup must have
   * @return {@link BackupChange.Absent} where the user has no backup at all
   */
  CompletionStage<BackupChange> putKeys(
      Requester caller, String version, Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys);

  /** Keys of a backup of the caller's user; empty where there is no such backup. */
  CompletionStage<Optional<Map<RoomId, Map<MegolmSessionId, BackedUpKey>>>> findKeys(
      Requester caller, String version, KeySelection selection);

  /** Deletes keys of a backup of the caller's user, current or not. */
  CompletionStage<BackupChange> deleteKeys(
      Requester caller, String version, KeySelection selection);
}
