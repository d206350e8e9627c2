package io.todevice.store.sql;

import io.todevice.domain.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whom a user follows, and whom not any more for lack of room. */
final class Follows {

  /** What the note takes that one user follows another, or has stopped. */
  private static final long FOLLOW_BYTES = 240;

  private static final long UNFOLLOW_BYTES = 80;

  private Follows() {}

  /**
   * Follows another user from now on. Of more than {@code limit} the one asked for longest ago is
   * not followed any more; as many of those are remembered.
   *
   * @return whether one is not followed any more
   */
  static boolean add(SqlTransaction tx, UserId user, UserId other, int limit) throws SQLException {
    int known =
        tx.update(
            "UPDATE follow SET place = (SELECT MAX(place) + 1 FROM follow"
                + " WHERE bucket = ? AND follower = ?)"
                + " WHERE bucket = ? AND follower = ? AND owner = ?",
            user,
            user,
            other.value());
    if (known > 0) {
      return false;
    }
    int left =
        tx.update(
            "DELETE FROM unfollow WHERE bucket = ? AND follower = ? AND owner = ?",
            user,
            other.value());
    // What another device knows of somebody who was followed before may be older.
    long notedAt = left > 0 ? KeyChanges.next(tx) : 0;
    tx.update(
        "INSERT INTO follow(bucket, follower, owner, noted_at, place) VALUES (?, ?, ?, ?, (SELECT"
            + " COALESCE(MAX(place), 0) + 1 FROM follow WHERE bucket = ? AND follower = ?))",
        user,
        other.value(),
        notedAt,
        user);
    count(tx, user, FOLLOW_BYTES - left * UNFOLLOW_BYTES);
    boolean isTooMany =
        tx.number("SELECT COUNT(*) FROM follow WHERE bucket = ? AND follower = ?", user) > limit;
    if (isTooMany) {
      leaveOldest(tx, user);
      dropOldest(tx, user, limit);
    }
    return isTooMany;
  }

  /** Stops following the user asked for longest ago; returns what became free. */
  static long leaveOldest(SqlTransaction tx, UserId user) throws SQLException {
    Optional<String> oldest =
        tx.find(
            "DELETE FROM follow WHERE bucket = ? AND follower = ? AND owner = (SELECT owner"
                + " FROM follow WHERE bucket = ? AND follower = ? ORDER BY place LIMIT 1)"
                + " RETURNING owner",
            row -> row.getString(1),
            user,
            user);
    if (oldest.isEmpty()) {
      return 0;
    }
    tx.update(
        "INSERT INTO unfollow(bucket, follower, owner, position) VALUES (?, ?, ?, ?)",
        user,
        oldest.get(),
        KeyChanges.next(tx));
    count(tx, user, UNFOLLOW_BYTES - FOLLOW_BYTES);
    return FOLLOW_BYTES - UNFOLLOW_BYTES;
  }

  /** Forgets the oldest of those who are not followed any more, but {@code kept}. */
  static long dropOldest(SqlTransaction tx, UserId user, long kept) throws SQLException {
    int dropped =
        tx.update(
            "DELETE FROM unfollow WHERE bucket = ? AND follower = ? AND owner IN (SELECT owner"
                + " FROM unfollow WHERE bucket = ? AND follower = ?"
                + " ORDER BY position DESC LIMIT 1 OFFSET ?)",
            user,
            user,
            kept);
    count(tx, user, -dropped * UNFOLLOW_BYTES);
    return dropped * UNFOLLOW_BYTES;
  }

  /** Who is not followed any more after a position. */
  static List<UserId> leftSince(SqlTransaction tx, UserId user, long position) throws SQLException {
    return tx.list(
        "SELECT owner FROM unfollow WHERE bucket = ? AND follower = ? AND position > ?",
        row -> new UserId(row.getString(1)),
        user,
        position);
  }

  private static void count(SqlTransaction tx, UserId user, long bytes) throws SQLException {
    Usage.add(tx, Usage.Kind.KEYS, SqlDevices.owner(user), bytes, bytes);
  }
}
