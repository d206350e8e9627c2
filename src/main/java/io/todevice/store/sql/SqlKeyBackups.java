package io.todevice.store.sql;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.Requester;
import io.todevice.domain.RoomId;
import io.todevice.domain.UserId;
import io.todevice.store.BackupChange;
import io.todevice.store.BackupChange.Absent;
import io.todevice.store.BackupChange.Done;
import io.todevice.store.BackupChange.NotCurrent;
import io.todevice.store.BackupChange.TooLarge;
import io.todevice.store.KeyBackupStore;
import io.todevice.store.KeySelection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The key backups of a store on an SQL database.
 *
 * @param quota what users may keep in backups
 */
public record SqlKeyBackups(Database database, Quota quota) implements KeyBackupStore {

  @Override
  public CompletionStage<Optional<String>> create(
      Requester caller, String algorithm, JsonObject authData) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          long number = lastNumber(tx, user) + 1;
          long bytes = BackupRows.OVERHEAD_BYTES + algorithm.length() + authData.size();
          if (!quota.tryAdd(tx, SqlDevices.owner(user), bytes)) {
            return Optional.empty();
          }
          tx.update(
              "UPDATE owner SET last_backup = ? WHERE bucket = ? AND owner = ?", number, user);
          tx.update(
              "INSERT INTO backup(bucket, owner, number, algorithm, auth_data, bytes)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              user,
              number,
              algorithm,
              authData.toBytes(),
              bytes);
          return Optional.of(Long.toString(number));
        });
  }

  @Override
  public CompletionStage<Optional<KeyBackup>> find(Requester caller, Optional<String> version) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          return version.isPresent()
              ? BackupRows.find(tx, caller.user(), number(version.get()))
              : BackupRows.findCurrent(tx, caller.user());
        });
  }

  @Override
  public CompletionStage<BackupChange> update(
      Requester caller, String version, JsonObject authData) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          Optional<KeyBackup> backup = BackupRows.find(tx, user, number(version));
          if (backup.isEmpty()) {
            return new Absent();
          }
          if (!tryGrow(tx, user, version, authData.size() - backup.get().authData().size())) {
            return new TooLarge();
          }
          tx.update(
              "UPDATE backup SET auth_data = ? WHERE bucket = ? AND owner = ? AND number = ?",
              authData.toBytes(),
              user,
              number(version));
          return done(tx, user, version);
        });
  }

  @Override
  public CompletionStage<Boolean> delete(Requester caller, String version) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          long number = number(version);
          long bytes = BackupRows.delete(tx, user, number);
          quota.tryAdd(tx, SqlDevices.owner(user), -bytes);
          return number > 0 && number <= lastNumber(tx, user);
        });
  }

  @Override
  public CompletionStage<BackupChange> putKeys(
      Requester caller, String version, Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          Optional<KeyBackup> current = BackupRows.findCurrent(tx, user);
          if (current.isEmpty()) {
            return new Absent();
          }
          if (!current.get().version().equals(version)) {
            return new NotCurrent(current.get().version());
          }
          BackupRows.Better better = BackupRows.better(tx, user, number(version), keys);
          if (!tryGrow(tx, user, version, better.growth())) {
            return new TooLarge();
          }
          BackupRows.put(tx, user, number(version), better);
          return done(tx, user, version);
        });
  }

  @Override
  public CompletionStage<Optional<Map<RoomId, Map<MegolmSessionId, BackedUpKey>>>> findKeys(
      Requester caller, String version, KeySelection selection) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          return BackupRows.find(tx, user, number(version)).isPresent()
              ? Optional.of(BackupRows.list(tx, user, number(version), selection))
              : Optional.empty();
        });
  }

  @Override
  public CompletionStage<BackupChange> deleteKeys(
      Requester caller, String version, KeySelection selection) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          if (BackupRows.find(tx, user, number(version)).isEmpty()) {
            return new Absent();
          }
          long bytes = BackupRows.deleteKeys(tx, user, number(version), selection);
          tryGrow(tx, user, version, -bytes);
          return done(tx, user, version);
        });
  }

  private boolean tryGrow(SqlTransaction tx, UserId user, String version, long bytes)
      throws SQLException {
    if (!quota.tryAdd(tx, SqlDevices.owner(user), bytes)) {
      return false;
    }
    tx.update(
        "UPDATE backup SET bytes = bytes + ? WHERE bucket = ? AND owner = ? AND number = ?",
        bytes,
        user,
        number(version));
    return true;
  }

  private static BackupChange done(SqlTransaction tx, UserId user, String version)
      throws SQLException {
    return BackupRows.find(tx, user, number(version))
        .<BackupChange>map(Done::new)
        .orElseGet(Absent::new);
  }

  private static long lastNumber(SqlTransaction tx, UserId user) throws SQLException {
    return tx.number("SELECT last_backup FROM owner WHERE bucket = ? AND owner = ?", user);
  }

  /** The number of a version as it was given out, or 0. */
  private static long number(String version) {
    return version.matches("[1-9][0-9]{0,17}") ? Long.parseLong(version) : 0;
  }
}
