package io.todevice.store.memory;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import io.todevice.store.BackupChange;
import io.todevice.store.BackupChange.Absent;
import io.todevice.store.BackupChange.Done;
import io.todevice.store.BackupChange.NotCurrent;
import io.todevice.store.BackupChange.TooLarge;
import io.todevice.store.KeySelection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The backups of one user. Guarded by the lock of the user's shard. */
final class UserBackups {

  private final FairQuota quota;

  /** By their numbers, which are their versions. */
  private final TreeMap<Long, Backup> backups = new TreeMap<>();

  private long lastNumber;
  private long bytes;

  /** None yet, of what {@code quota} allows. */
  UserBackups(FairQuota quota) {
    this.quota = quota;
  }

  /** A new backup; null where it does not fit. */
  @Nullable Backup add(String algorithm, JsonObject authData) {
    Backup added = new Backup(Long.toString(lastNumber + 1), algorithm, authData);
    if (!tryGrow(added.bytes())) {
      return null;
    }
    backups.put(++lastNumber, added);
    return added;
  }

  /** A backup, the current one where {@code version} is empty; null if there is none. */
  @Nullable Backup find(Optional<String> version) {
    if (version.isPresent()) {
      return backups.get(number(version.get()));
    }
    Map.Entry<Long, Backup> last = backups.lastEntry();
    return last == null ? null : last.getValue();
  }

  BackupChange update(String version, JsonObject authData) {
    Backup backup = find(Optional.of(version));
    if (backup == null) {
      return new Absent();
    }
    if (!tryGrow(backup.growth(authData))) {
      return new TooLarge();
    }
    backup.setAuthData(authData);
    return new Done(backup.describe());
  }

  /** Whether it is there or was before; if it is there, it is not any more. */
  boolean remove(String version) {
    long number = number(version);
    Backup removed = backups.remove(number);
    if (removed != null) {
      tryGrow(-removed.bytes());
    }
    return number > 0 && number <= lastNumber;
  }

  BackupChange putKeys(String version, Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    Backup current = find(Optional.empty());
    if (current == null) {
      return new Absent();
    }
    if (current != find(Optional.of(version))) {
      return new NotCurrent(current.describe().version());
    }
    Map<RoomId, Map<MegolmSessionId, BackedUpKey>> better = current.better(keys);
    if (!tryGrow(current.growth(better))) {
      return new TooLarge();
    }
    current.put(better);
    return new Done(current.describe());
  }

  BackupChange removeKeys(String version, KeySelection selection) {
    Backup backup = find(Optional.of(version));
    if (backup == null) {
      return new Absent();
    }
    long before = backup.bytes();
    backup.remove(selection);
    tryGrow(backup.bytes() - before);
    return new Done(backup.describe());
  }

  /** Forgets everything. */
  void clear() {
    backups.clear();
    tryGrow(-bytes);
  }

  private boolean tryGrow(long difference) {
    if (!quota.tryChange(bytes, bytes + difference)) {
      return false;
    }
    bytes += difference;
    return true;
  }

  /** The number of a version as it was given out, or 0. */
  private static long number(String version) {
    return version.matches("[1-9][0-9]{0,17}") ? Long.parseLong(version) : 0;
  }
}
