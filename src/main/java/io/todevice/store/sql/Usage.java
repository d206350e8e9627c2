package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What one user takes of one kind, and what all users take together.
 *
 * @param bytes what the user takes; for devices, their number
 * @param weight what that counts for where room is made for others
 */
record Usage(long bytes, long weight) {

  /** Which rows are of anything but messages. */
  static final String NOT_OF_MESSAGES = "kind > " + Kind.SENT.code();

  private static final Usage NOTHING = new Usage(0, 0);

  /** What is counted. */
  enum Kind {
    /** Messages that wait for a user. */
    RECEIVED(0),
    /** Messages that a user has sent and that wait for anybody. */
    SENT(1),
    KEYS(2),
    FILTERS(3),
    DATA(4),
    BACKUPS(5),
    DEVICES(6);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** What is stored for it. */
    int code() {
      return code;
    }
  }

  /**
   * What all users take.
   *
   * @param holders how many users take anything
   */
  record Total(long bytes, long holders) {}

  /** A user. */
  record Owner(int bucket, String id) {}

  /** What is taken, and who takes it. */
  record Of(Kind kind, Owner owner) {}

  /** What a user takes. */
  static Usage find(SqlTransaction tx, Kind kind, Owner owner) throws SQLException {
    Optional<UsageLedger> ledger = tx.usages();
    return ledger.isPresent() ? ledger.get().find(tx, kind, owner) : stored(tx, kind, owner);
  }

  static Usage stored(SqlTransaction tx, Kind kind, Owner owner) throws SQLException {
    CacheKey key = CacheKey.usage(new Of(kind, owner));
    Optional<Usage> known = tx.known(key, Usage.class);
    if (known.isPresent()) {
      return known.get();
    }
    Usage stored =
        tx.find(
                "SELECT bytes, weight FROM usage WHERE bucket = ? AND owner = ? AND kind = ?",
                row -> new Usage(row.getLong(1), row.getLong(2)),
                owner.bucket(),
                owner.id(),
                kind.code())
            .orElse(NOTHING);
    tx.remember(key, stored);
    return stored;
  }

  /** What all users take. */
  static Total total(SqlTransaction tx, Kind kind) throws SQLException {
    Optional<UsageLedger> ledger = tx.usages();
    return ledger.isPresent() ? ledger.get().total(tx, kind) : storedTotal(tx, kind);
  }

  static Total storedTotal(SqlTransaction tx, Kind kind) throws SQLException {
    return tx.find(
            "SELECT bytes, holders FROM usage_total WHERE kind = ?",
            row -> new Total(row.getLong(1), row.getLong(2)),
            kind.code())
        .orElseThrow(() -> new SQLException("no total of " + kind));
  }

  /** Counts what a user takes more, or with a minus, less. Returns what the user takes now. */
  static Usage add(SqlTransaction tx, Kind kind, Owner owner, long bytes, long weight)
      throws SQLException {
    if (bytes == 0 && weight == 0) {
      return find(tx, kind, owner);
    }
    Optional<UsageLedger> ledger = tx.usages();
    if (ledger.isPresent()) {
      return ledger.get().add(tx, kind, owner, bytes, weight);
    }
    Usage now = store(tx, kind, owner, bytes, weight);
    addToTotal(tx, kind, bytes, moreHolders(now.bytes, bytes));
    return now;
  }

  /** Stores at once what a user takes more, and so locks it. The total is left as it was. */
  static Usage store(SqlTransaction tx, Kind kind, Owner owner, long bytes, long weight)
      throws SQLException {
    Usage before = stored(tx, kind, owner);
    Usage after = new Usage(before.bytes + bytes, before.weight + weight);
    if (after.bytes > 0) {
      tx.update(
          "INSERT INTO usage(bucket, owner, kind, bytes, weight, size_class)"
              + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (bucket, owner, kind) DO UPDATE SET"
              + " bytes = usage.bytes + excluded.bytes, weight = usage.weight + excluded.weight,"
              + " size_class = CASE WHEN usage.size_class < excluded.size_class"
              + " THEN excluded.size_class ELSE usage.size_class END",
          owner.bucket(),
          owner.id(),
          kind.code(),
          bytes,
          weight,
          sizeClass(after.weight));
    } else {
      tx.update(
          "DELETE FROM usage WHERE bucket = ? AND owner = ? AND kind = ?",
          owner.bucket(),
          owner.id(),
          kind.code());
    }
    tx.change(CacheKey.usage(new Of(kind, owner)), after.bytes > 0 ? after : NOTHING);
    return after;
  }

  /** How many more users take anything, when one who takes {@code after} has {@code bytes} more. */
  static int moreHolders(long after, long bytes) {
    return (after > 0 ? 1 : 0) - (after - bytes > 0 ? 1 : 0);
  }

  /** Adds to what all users take. What they have sent is what they have received. */
  static void addToTotal(SqlTransaction tx, Kind kind, long bytes, long holders)
      throws SQLException {
    if (kind != Kind.SENT && (bytes != 0 || holders != 0)) {
      tx.update(
          "UPDATE usage_total SET bytes = bytes + ?, holders = holders + ? WHERE kind = ?",
          bytes,
          holders,
          kind.code());
    }
  }

  /** Lists a user under another size class. */
  static void setSizeClass(SqlTransaction tx, Kind kind, Owner owner, int sizeClass)
      throws SQLException {
    tx.update(
        "UPDATE usage SET size_class = ? WHERE bucket = ? AND owner = ? AND kind = ?",
        sizeClass,
        owner.bucket(),
        owner.id(),
        kind.code());
  }

  /** The number of bits of a weight: 0 for nothing, and one more with each doubling. */
  static int sizeClass(long weight) {
    return Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, weight));
  }
}
