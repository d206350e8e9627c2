package io.todevice.store.sql;

import io.todevice.domain.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Numbers the changes of what users publish, and notifies the devices concerned (clause K7). */
final class KeyChanges {

  private KeyChanges() {}

  /** The position of the last change. */
  static long position(SqlTransaction tx) throws SQLException {
    long position = tx.number("SELECT value FROM counter WHERE name = 'keys'");
    tx.remember(CacheKey.KEY_POSITION, position);
    return position;
  }

  /**
   * Gives a change its position. Until this is committed no other change gets one, so that whoever
   * sees a position sees all changes up to it.
   */
  static long next(SqlTransaction tx) throws SQLException {
    tx.forget(CacheKey.KEY_POSITION);
    return tx.number("UPDATE counter SET value = value + 1 WHERE name = 'keys' RETURNING value");
  }

  /** Notes a change of what everybody sees of a user. */
  static void changed(SqlTransaction tx, UserId user) throws SQLException {
    tx.update(
        "INSERT INTO key_change(bucket, owner, position) VALUES (?, ?, ?)"
            + " ON CONFLICT (bucket, owner) DO UPDATE SET position = excluded.position",
        user,
        next(tx));
    notifyDevices(tx, user);
    for (UserId follower : followers(tx, user)) {
      notifyDevices(tx, follower);
    }
  }

  /** Notes a change that only {@code user} sees of {@code other}, if that one is followed. */
  static void changedFor(SqlTransaction tx, UserId user, UserId other) throws SQLException {
    tx.update(
        "UPDATE follow SET noted_at = ? WHERE bucket = ? AND follower = ? AND owner = ?",
        next(tx),
        user,
        other.value());
    notifyDevices(tx, user);
  }

  /** Has the devices of a user look at what is new. */
  static void notifyDevices(SqlTransaction tx, UserId user) throws SQLException {
    SqlDevices.list(tx, user).forEach(tx::changed);
  }

  /** Whose keys have changed after a position, of a user and of those whom the user follows. */
  static List<UserId> changedSince(SqlTransaction tx, UserId user, long position)
      throws SQLException {
    List<UserId> changed = new ArrayList<>();
    changed.addAll(
        tx.list(
            "SELECT owner FROM key_change WHERE bucket = ? AND owner = ? AND position > ?",
            row -> new UserId(row.getString(1)),
            user,
            position));
    changed.addAll(
        tx.list(
            "SELECT c.owner FROM key_change c JOIN follow f"
                + " ON f.bucket = ? AND f.follower = ? AND f.owner = c.owner WHERE c.position > ?"
                + " UNION SELECT owner FROM follow"
                + " WHERE bucket = ? AND follower = ? AND noted_at > ?",
            row -> new UserId(row.getString(1)),
            user,
            position,
            user,
            position));
    return changed;
  }

  private static List<UserId> followers(SqlTransaction tx, UserId user) throws SQLException {
    return tx.list(
        "SELECT follower FROM follow WHERE owner = ?",
        row -> new UserId(row.getString(1)),
        user.value());
  }
}
