package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.store.ClaimedKey;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** One-time keys: each is handed out once, the oldest first (clause K5). */
final class OneTimeKeys {

  /**
   * How many of the keys handed out last are remembered, so that an upload that is repeated because
   * its response was lost brings none of them back (clause K5).
   */
  private static final int REMEMBERED = 100;

  private OneTimeKeys() {}

  private record Claimed(KeyId id, KeyObject key) {}

  private record Fallback(KeyId id, KeyObject key, boolean isUsed) {}

  /** Adds those that are not there and were not handed out lately; returns what they take. */
  static long add(SqlTransaction tx, DeviceIncarnation device, Map<KeyId, KeyObject> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    // Of all algorithms, because the oldest of all is dropped.
    long place =
        tx.number(
            "SELECT COALESCE(MAX(place), 0) FROM one_time_key WHERE bucket = ? AND inbox = ?",
            device);
    long bytes = 0;
    for (Map.Entry<KeyId, KeyObject> key : keys.entrySet()) {
      bytes += add(tx, device, key.getKey(), key.getValue(), ++place);
    }
    return bytes;
  }

  private static long add(
      SqlTransaction tx, DeviceIncarnation device, KeyId id, KeyObject key, long place)
      throws SQLException {
    boolean wasClaimed =
        tx.number(
                "SELECT 1 FROM claimed_key WHERE bucket = ? AND inbox = ? AND algorithm = ?"
                    + " AND id = ? AND digest = ?",
                device,
                id.algorithm(),
                id.id(),
                key.digest())
            > 0;
    if (wasClaimed) {
      return 0;
    }
    int added =
        tx.update(
            "INSERT INTO one_time_key(bucket, inbox, algorithm, id, json, digest, place)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (bucket, inbox, algorithm, id) DO NOTHING",
            device,
            id.algorithm(),
            id.id(),
            key.json().toBytes(),
            key.digest(),
            place);
    return added > 0 ? Keyrings.bytes(key) : 0;
  }

  /** Drops the oldest keys where there are more than {@code limit}; returns what they took. */
  static long dropMoreThan(SqlTransaction tx, DeviceIncarnation device, int limit)
      throws SQLException {
    long number =
        tx.number("SELECT COUNT(*) FROM one_time_key WHERE bucket = ? AND inbox = ?", device);
    long freed = 0;
    for (; number > limit; number--) {
      freed += dropOldest(tx, device);
    }
    return freed;
  }

  /** Drops the oldest key, of whichever algorithm; returns what it took. */
  static long dropOldest(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    Optional<String> algorithm =
        tx.find(
            "SELECT algorithm FROM one_time_key WHERE bucket = ? AND inbox = ?"
                + " ORDER BY place LIMIT 1",
            row -> row.getString(1),
            device);
    return algorithm.isEmpty()
        ? 0
        : take(tx, device, algorithm.get()).map(claimed -> Keyrings.bytes(claimed.key)).orElse(0L);
  }

  /**
   * Hands a key of an algorithm out; empty where there is none. The device is notified where its
   * counts have changed.
   */
  static Optional<ClaimedKey> claim(SqlTransaction tx, DeviceIncarnation device, String algorithm)
      throws SQLException {
    Optional<Claimed> oldest = take(tx, device, algorithm);
    if (oldest.isPresent()) {
      KeyObject key = oldest.get().key;
      long remembered = remember(tx, device, oldest.get().id, key.digest());
      Keyrings.count(tx, device.user(), remembered * Keyrings.OVERHEAD_BYTES - Keyrings.bytes(key));
      countClaim(tx, device);
      return Optional.of(new ClaimedKey(oldest.get().id, key.json()));
    }
    Optional<Fallback> fallback =
        tx.find(
            "SELECT id, json, digest, used FROM fallback_key"
                + " WHERE bucket = ? AND inbox = ? AND algorithm = ?",
            row ->
                new Fallback(
                    new KeyId(algorithm, row.getString(1)),
                    Keyrings.key(row, 2),
                    row.getInt(4) != 0),
            device,
            algorithm);
    if (fallback.isPresent() && !fallback.get().isUsed) {
      tx.update(
          "UPDATE fallback_key SET used = 1 WHERE bucket = ? AND inbox = ? AND algorithm = ?",
          device,
          algorithm);
      countClaim(tx, device);
    }
    return fallback.map(used -> new ClaimedKey(used.id, used.key.json()));
  }

  private static Optional<Claimed> take(
      SqlTransaction tx, DeviceIncarnation device, String algorithm) throws SQLException {
    return tx.find(
        "DELETE FROM one_time_key WHERE bucket = ? AND inbox = ? AND algorithm = ? AND place ="
            + " (SELECT place FROM one_time_key WHERE bucket = ? AND inbox = ? AND algorithm = ?"
            + " ORDER BY place LIMIT 1) RETURNING id, json, digest",
        row -> new Claimed(new KeyId(algorithm, row.getString(1)), Keyrings.key(row, 2)),
        device,
        algorithm,
        device,
        algorithm);
  }

  /** Remembers a key that was handed out; returns how many more are remembered now. */
  private static int remember(SqlTransaction tx, DeviceIncarnation device, KeyId id, String digest)
      throws SQLException {
    int before =
        tx.update(
            "DELETE FROM claimed_key"
                + " WHERE bucket = ? AND inbox = ? AND algorithm = ? AND id = ?",
            device,
            id.algorithm(),
            id.id());
    long place =
        tx.number(
            "INSERT INTO claimed_key(bucket, inbox, algorithm, id, digest, place)"
                + " VALUES (?, ?, ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM claimed_key"
                + " WHERE bucket = ? AND inbox = ?)) RETURNING place",
            device,
            id.algorithm(),
            id.id(),
            digest,
            device);
    int forgotten =
        tx.update(
            "DELETE FROM claimed_key WHERE bucket = ? AND inbox = ? AND place <= ?",
            device,
            place - REMEMBERED);
    return 1 - before - forgotten;
  }

  private static void countClaim(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    tx.update("UPDATE keyring SET claims = claims + 1 WHERE bucket = ? AND inbox = ?", device);
    tx.forget(CacheKey.keys(device));
    tx.changed(device);
  }
}
