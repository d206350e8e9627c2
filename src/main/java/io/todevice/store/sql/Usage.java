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

  private record Row(Usage usage, int sizeClass) {}

  /** What a user takes. */
  static Usage find(SqlTransaction tx, Kind kind, Owner owner) throws SQLException {
    Optional<UsageLedger> ledger = tx.usages();
    return ledger.isPresent() ? ledger.get().find(tx, kind, owner) : stored(tx, kind, owner);
  }

  static Usage stored(SqlTransaction tx, Kind kind, Owner owner) throws SQLException {
    return tx.find(
            "SELECT bytes, weight FROM usage WHERE bucket = ? AND owner = ? AND kind = ?",
            row -> new Usage(row.getLong(1), row.getLong(2)),
            owner.bucket(),
            owner.id(),
            kind.code())
        .orElse(NOTHING);
  }

  /** What all users take. */
  static Total total(SqlTransaction tx, Kind kind) throws SQLException {
    Total stored =
        tx.find(
                "SELECT bytes, holders FROM usage_total WHERE kind = ?",
                row -> new Total(row.getLong(1), row.getLong(2)),
                kind.code())
            .orElseThrow(() -> new SQLException("no total of " + kind));
    return tx.usages().map(ledger -> ledger.total(stored, kind)).orElse(stored);
  }

  /** Counts what a user takes more, or with a minus, less. Returns what the user takes now. */
  static Usage add(SqlTransaction tx, Kind kind, Owner owner, long bytes, long weight)
      throws SQLException {
    if (bytes == 0 && weight == 0) {
      return find(tx, kind, owner);
    }
    Optional<UsageLedger> ledger = tx.usages();
    return ledger.isPresent()
        ? ledger.get().add(tx, kind, owner, bytes, weight)
        : store(tx, kind, owner, bytes, weight);
  }

  /** Stores at once what is counted, and so locks it. */
  static Usage store(SqlTransaction tx, Kind kind, Owner owner, long bytes, long weight)
      throws SQLException {
    Row now =
        tx.find(
                "INSERT INTO usage(bucket, owner, kind, bytes, weight, size_class)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (bucket, owner, kind) DO UPDATE SET"
                    + " bytes = usage.bytes + excluded.bytes,"
                    + " weight = usage.weight + excluded.weight"
                    + " RETURNING bytes, weight, size_class",
                row -> new Row(new Usage(row.getLong(1), row.getLong(2)), row.getInt(3)),
                owner.bucket(),
                owner.id(),
                kind.code(),
                bytes,
                weight,
                sizeClass(weight))
            .orElseThrow(() -> new SQLException("nothing was counted"));
    long after = now.usage.bytes;
    if (after <= 0) {
      tx.update(
          "DELETE FROM usage WHERE bucket = ? AND owner = ? AND kind = ?",
          owner.bucket(),
          owner.id(),
          kind.code());
    } else if (sizeClass(now.usage.weight) > now.sizeClass) {
      setSizeClass(tx, kind, owner, sizeClass(now.usage.weight));
    }
    if (kind != Kind.SENT) {
      addToTotal(tx, kind, bytes, moreHolders(after, bytes));
    }
    return now.usage;
  }

  /** How many more users take anything, when one who takes {@code after} has {@code bytes} more. */
  static int moreHolders(long after, long bytes) {
    return (after > 0 ? 1 : 0) - (after - bytes > 0 ? 1 : 0);
  }

  static void addToTotal(SqlTransaction tx, Kind kind, long bytes, long holders)
      throws SQLException {
    tx.update(
        "UPDATE usage_total SET bytes = bytes + ?, holders = holders + ? WHERE kind = ?",
        bytes,
        holders,
        kind.code());
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
