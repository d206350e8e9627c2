package io.todevice.store.sql;

import io.todevice.domain.CrossSigningKey;
import io.todevice.domain.JsonValue;
import io.todevice.domain.KeyObject;
import io.todevice.domain.UserId;
import io.todevice.store.CrossSigningKeys;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cross-signing keys of users. */
final class CrossSigning {

  /** What a key takes beside its text. */
  static final long OVERHEAD_BYTES = 400;

  private CrossSigning() {}

  static CrossSigningKeys find(SqlTransaction tx, UserId user) throws SQLException {
    Map<Integer, CrossSigningKey> keys = new TreeMap<>();
    tx.each(
        "SELECT usage, public_key, json, digest FROM cross_signing_key"
            + " WHERE bucket = ? AND owner = ?",
        row -> {
          KeyObject object = new KeyObject(JsonValue.of(row.getBytes(3)), row.getString(4));
          keys.put(row.getInt(1), new CrossSigningKey(object, row.getString(2)));
          return true;
        },
        user);
    return new CrossSigningKeys(
        Optional.ofNullable(keys.get(0)),
        Optional.ofNullable(keys.get(1)),
        Optional.ofNullable(keys.get(2)));
  }

  /** Puts keys in the place of others. Returns how much more they take. */
  static long replace(SqlTransaction tx, UserId user, CrossSigningKeys next) throws SQLException {
    long before = bytes(find(tx, user));
    tx.update("DELETE FROM cross_signing_key WHERE bucket = ? AND owner = ?", user);
    List<Optional<CrossSigningKey>> keys =
        List.of(next.master(), next.selfSigning(), next.userSigning());
    for (int usage = 0; usage < keys.size(); usage++) {
      if (keys.get(usage).isPresent()) {
        CrossSigningKey key = keys.get(usage).get();
        tx.update(
            "INSERT INTO cross_signing_key(bucket, owner, usage, public_key, json, digest)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            user,
            usage,
            key.publicKey(),
            key.object().json().toBytes(),
            key.object().digest());
      }
    }
    long growth = bytes(next) - before;
    Usage.add(tx, Usage.Kind.KEYS, SqlDevices.owner(user), growth, growth);
    return growth;
  }

  /** Whether the ID of a device is one of the user's public keys, which no device may have (K8). */
  static boolean isPublicKey(SqlTransaction tx, UserId user, String device) throws SQLException {
    return find(tx, user).has(device);
  }

  private static long bytes(CrossSigningKeys keys) {
    return keys.all().mapToLong(key -> OVERHEAD_BYTES + key.object().json().size()).sum();
  }
}
