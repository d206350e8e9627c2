package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.JsonValue;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.domain.UserId;
import io.todevice.store.KeyCounts;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyUpload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that devices have published (clauses K1 to K3). Each belongs to an inbox's device. */
final class Keyrings {

  /** What a key takes beside its text. */
  static final long OVERHEAD_BYTES = 400;

  private Keyrings() {}

  /**
   * The counts of a device's keys.
   *
   * @param claims how often a claim has changed them
   */
  record State(KeyCounts counts, long claims) {

    KeyNews news(List<UserId> changed, List<UserId> left, long position) {
      return new KeyNews(counts, changed, left, new KeyPosition(position, claims));
    }
  }

  /** Whether a device has published identity keys. */
  static boolean hasIdentity(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    return identity(tx, device).isPresent();
  }

  /** The identity keys of a device. */
  static Optional<KeyObject> identity(SqlTransaction tx, DeviceIncarnation device)
      throws SQLException {
    return tx.find(
        "SELECT json, digest FROM keyring WHERE bucket = ? AND inbox = ? AND json IS NOT NULL",
        row -> key(row, 1),
        device);
  }

  /** The counts; those of nothing where the device has published nothing. */
  static State state(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    Optional<Long> claims =
        tx.find(
            "SELECT claims FROM keyring WHERE bucket = ? AND inbox = ?",
            row -> row.getLong(1),
            device);
    if (claims.isEmpty()) {
      return new State(KeyCounts.NONE, 0);
    }
    Map<String, Integer> numbers = new HashMap<>(2);
    numbers.put(KeyCounts.DEFAULT_ALGORITHM, 0);
    tx.each(
        "SELECT algorithm, COUNT(*) FROM one_time_key WHERE bucket = ? AND inbox = ?"
            + " GROUP BY algorithm",
        row -> {
          numbers.put(row.getString(1), row.getInt(2));
          return true;
        },
        device);
    List<String> unused =
        tx.list(
            "SELECT algorithm FROM fallback_key WHERE bucket = ? AND inbox = ? AND used = 0",
            row -> row.getString(1),
            device);
    return new State(new KeyCounts(numbers, unused), claims.get());
  }

  /** Whether one of these one-time keys is there already and says something else. */
  static boolean contradicts(
      SqlTransaction tx, DeviceIncarnation device, Map<KeyId, KeyObject> keys) throws SQLException {
    for (Map.Entry<KeyId, KeyObject> key : keys.entrySet()) {
      Optional<String> there =
          tx.find(
              "SELECT digest FROM one_time_key"
                  + " WHERE bucket = ? AND inbox = ? AND algorithm = ? AND id = ?",
              row -> row.getString(1),
              device,
              key.getKey().algorithm(),
              key.getKey().id());
      if (there.isPresent() && !there.get().equals(key.getValue().digest())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds what is new.
   *
   * @param limit how many one-time keys there may be
   * @return whether other users see a difference
   */
  static boolean add(SqlTransaction tx, DeviceIncarnation device, KeyUpload upload, int limit)
      throws SQLException {
    tx.update("INSERT INTO keyring(bucket, inbox) VALUES (?, ?) ON CONFLICT DO NOTHING", device);
    long bytes = OneTimeKeys.add(tx, device, upload.oneTimeKeys());
    bytes -= OneTimeKeys.dropMoreThan(tx, device, limit);
    for (Map.Entry<KeyId, KeyObject> key : upload.fallbackKeys().entrySet()) {
      bytes += putFallback(tx, device, key.getKey(), key.getValue());
    }
    Optional<KeyObject> before = identity(tx, device);
    boolean isChanged = upload.deviceKeys().isPresent() && !upload.deviceKeys().equals(before);
    if (isChanged) {
      KeyObject identity = upload.deviceKeys().get();
      setIdentity(tx, device, identity);
      bytes += bytes(identity) - before.map(Keyrings::bytes).orElse(0L);
    }
    count(tx, device.user(), bytes);
    return isChanged;
  }

  private static void setIdentity(SqlTransaction tx, DeviceIncarnation device, KeyObject identity)
      throws SQLException {
    tx.update(
        "UPDATE keyring SET json = ?, digest = ? WHERE bucket = ? AND inbox = ?",
        identity.json().toBytes(),
        identity.digest(),
        device);
  }

  /** Takes identity keys away; returns what they took. */
  static long dropIdentity(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    Optional<KeyObject> before = identity(tx, device);
    if (before.isEmpty()) {
      return 0;
    }
    tx.update(
        "UPDATE keyring SET json = NULL, digest = NULL WHERE bucket = ? AND inbox = ?", device);
    count(tx, device.user(), -bytes(before.get()));
    return bytes(before.get());
  }

  private static long putFallback(
      SqlTransaction tx, DeviceIncarnation device, KeyId id, KeyObject key) throws SQLException {
    Optional<KeyObject> before =
        tx.find(
            "SELECT json, digest FROM fallback_key WHERE bucket = ? AND inbox = ? AND algorithm ="
                + " ?",
            row -> key(row, 1),
            device,
            id.algorithm());
    int changed =
        tx.update(
            "INSERT INTO fallback_key(bucket, inbox, algorithm, id, json, digest, used)"
                + " VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (bucket, inbox, algorithm)"
                + " DO UPDATE SET id = excluded.id, json = excluded.json,"
                + " digest = excluded.digest, used = 0"
                + " WHERE fallback_key.id <> excluded.id"
                + " OR fallback_key.digest <> excluded.digest",
            device,
            id.algorithm(),
            id.id(),
            key.json().toBytes(),
            key.digest());
    return changed == 0 ? 0 : bytes(key) - before.map(Keyrings::bytes).orElse(0L);
  }

  /** Deletes the keys of a device; returns whether it had published identity keys. */
  static boolean delete(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    boolean hadIdentity = dropIdentity(tx, device) > 0;
    long bytes = 0;
    for (String table : List.of("one_time_key", "fallback_key")) {
      bytes +=
          tx
              .list(
                  "DELETE FROM " + table + " WHERE bucket = ? AND inbox = ? RETURNING json",
                  row -> OVERHEAD_BYTES + row.getBytes(1).length,
                  device)
              .stream()
              .mapToLong(Long::longValue)
              .sum();
    }
    bytes +=
        OVERHEAD_BYTES
            * tx.update("DELETE FROM claimed_key WHERE bucket = ? AND inbox = ?", device);
    tx.update("DELETE FROM keyring WHERE bucket = ? AND inbox = ?", device);
    count(tx, device.user(), -bytes);
    return hadIdentity;
  }

  static void count(SqlTransaction tx, UserId user, long bytes) throws SQLException {
    Usage.add(tx, Usage.Kind.KEYS, SqlDevices.owner(user), bytes, bytes);
  }

  static long bytes(KeyObject key) {
    return OVERHEAD_BYTES + key.json().size();
  }

  /** The key in two columns: its text and its digest. */
  static KeyObject key(ResultSet row, int column) throws SQLException {
    return new KeyObject(JsonValue.of(row.getBytes(column)), row.getString(column + 1));
  }
}
