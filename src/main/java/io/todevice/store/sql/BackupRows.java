package io.todevice.store.sql;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import io.todevice.domain.UserId;
import io.todevice.store.KeySelection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The backups of a user and their keys as rows. */
final class BackupRows {

  /** What a backup or a key takes beside its texts. */
  static final long OVERHEAD_BYTES = 300;

  private static final String SELECT =
      "SELECT number, algorithm, auth_data, key_count, changes FROM backup"
          + " WHERE bucket = ? AND owner = ?";

  private BackupRows() {}

  /** A key with its place. */
  private record Placed(RoomId room, MegolmSessionId session, BackedUpKey key) {

    static Placed read(ResultSet row) throws SQLException {
      return new Placed(
          new RoomId(row.getString(1)), new MegolmSessionId(row.getString(2)), key(row));
    }

    private static BackedUpKey key(ResultSet row) throws SQLException {
      return new BackedUpKey(
          row.getLong(3), row.getLong(4), row.getInt(5) != 0, JsonObject.of(row.getBytes(6)));
    }

    long bytes() {
      return OVERHEAD_BYTES + room.value().length() + session.value().length() + key.text().size();
    }
  }

  /**
   * Keys that a backup lacks, or has not as good.
   *
   * @param added how many it lacks
   * @param growth how much more it takes with them
   */
  record Better(List<Placed> keys, int added, long growth) {}

  static Optional<KeyBackup> find(SqlTransaction tx, UserId user, long number) throws SQLException {
    return tx.find(SELECT + " AND number = ?", BackupRows::backup, user, number);
  }

  static Optional<KeyBackup> findCurrent(SqlTransaction tx, UserId user) throws SQLException {
    return tx.find(SELECT + " ORDER BY number DESC LIMIT 1", BackupRows::backup, user);
  }

  private static KeyBackup backup(ResultSet row) throws SQLException {
    return new KeyBackup(
        Long.toString(row.getLong(1)),
        row.getString(2),
        JsonObject.of(row.getBytes(3)),
        row.getLong(4),
        Long.toString(row.getLong(5)));
  }

  /** Deletes a backup with its keys; returns what it took. */
  static long delete(SqlTransaction tx, UserId user, long number) throws SQLException {
    tx.update("DELETE FROM backup_key WHERE bucket = ? AND owner = ? AND number = ?", user, number);
    return tx.number(
        "DELETE FROM backup WHERE bucket = ? AND owner = ? AND number = ? RETURNING bytes",
        user,
        number);
  }

  static Better better(
      SqlTransaction tx,
      UserId user,
      long number,
      Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys)
      throws SQLException {
    List<Placed> better = new ArrayList<>();
    int added = 0;
    long growth = 0;
    for (Map.Entry<RoomId, Map<MegolmSessionId, BackedUpKey>> room : keys.entrySet()) {
      for (Map.Entry<MegolmSessionId, BackedUpKey> session : room.getValue().entrySet()) {
        Placed key = new Placed(room.getKey(), session.getKey(), session.getValue());
        Placed there = find(tx, user, number, key);
        if (there == null || key.key.isBetterThan(there.key)) {
          better.add(key);
          added += there == null ? 1 : 0;
          growth += key.bytes() - (there == null ? 0 : there.bytes());
        }
      }
    }
    return new Better(better, added, growth);
  }

  private static @Nullable Placed find(SqlTransaction tx, UserId user, long number, Placed key)
      throws SQLException {
    return tx.find(
            "SELECT room, session, first_index, forwarded, verified, text FROM backup_key"
                + " WHERE bucket = ? AND owner = ? AND number = ? AND room = ? AND session = ?",
            Placed::read,
            user,
            number,
            key.room.value(),
            key.session.value())
        .orElse(null);
  }

  static void put(SqlTransaction tx, UserId user, long number, Better better) throws SQLException {
    for (Placed placed : better.keys) {
      tx.update(
          "INSERT INTO backup_key(bucket, owner, number, room, session, first_index, forwarded,"
              + " verified, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
              + " ON CONFLICT (bucket, owner, number, room, session) DO UPDATE SET"
              + " first_index = excluded.first_index, forwarded = excluded.forwarded,"
              + " verified = excluded.verified, text = excluded.text",
          user,
          number,
          placed.room.value(),
          placed.session.value(),
          placed.key.firstMessageIndex(),
          placed.key.forwardedCount(),
          placed.key.isVerified() ? 1 : 0,
          placed.key.text().toBytes());
    }
    if (!better.keys.isEmpty()) {
      noteChange(tx, user, number, better.added);
    }
  }

  private static void noteChange(SqlTransaction tx, UserId user, long number, int added)
      throws SQLException {
    tx.update(
        "UPDATE backup SET changes = changes + 1, key_count = key_count + ?"
            + " WHERE bucket = ? AND owner = ? AND number = ?",
        added,
        user,
        number);
  }

  /** Deletes keys; returns what they took. */
  static long deleteKeys(SqlTransaction tx, UserId user, long number, KeySelection selection)
      throws SQLException {
    List<Placed> deleted =
        select(
            tx,
            "DELETE FROM backup_key",
            " RETURNING room, session, first_index, forwarded, verified, text",
            user,
            number,
            selection);
    if (!deleted.isEmpty()) {
      noteChange(tx, user, number, -deleted.size());
    }
    return deleted.stream().mapToLong(Placed::bytes).sum();
  }

  static Map<RoomId, Map<MegolmSessionId, BackedUpKey>> list(
      SqlTransaction tx, UserId user, long number, KeySelection selection) throws SQLException {
    Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys = new LinkedHashMap<>();
    for (Placed placed :
        select(
            tx,
            "SELECT room, session, first_index, forwarded, verified, text FROM backup_key",
            "",
            user,
            number,
            selection)) {
      keys.computeIfAbsent(placed.room, added -> new LinkedHashMap<>())
          .put(placed.session, placed.key);
    }
    return keys;
  }

  private static List<Placed> select(
      SqlTransaction tx, String begin, String end, UserId user, long number, KeySelection selection)
      throws SQLException {
    String where = begin + " WHERE bucket = ? AND owner = ? AND number = ?";
    List<Object> values = new ArrayList<>(List.of(user, number));
    if (selection.room().isPresent()) {
      where += " AND room = ?";
      values.add(selection.room().get().value());
    }
    if (selection.session().isPresent()) {
      where += " AND session = ?";
      values.add(selection.session().get().value());
    }
    return tx.list(where + end, Placed::read, values.toArray());
  }
}
