package io.todevice.store.sql;

import io.todevice.domain.Transaction;
import io.todevice.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** The transactions that devices have sent lately (clauses T1, T4). */
record SentBefore(InboxBounds bounds, DropCounts drops) {

  private static final int TYPE_BYTES = 8;
  private static final int ID_BYTES = 16;

  /** A longer transaction ID is kept as its digest, which is shorter. */
  private static final int LONGEST_ID = 24;

  /** So much of the bound a device may exceed it by before what is too much is forgotten. */
  private static final int SLACK = 8;

  private static final int FEWEST_BETWEEN_CHECKS = 64;

  /** Remembers a transaction and returns {@code true}, or {@code false} where it is already. */
  boolean remember(SqlTransaction tx, Transaction transaction) throws SQLException {
    byte[] key = key(transaction);
    long inbox = transaction.sender().number();
    int remembered =
        tx.update(
            "INSERT INTO txn(bucket, inbox, key, at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (bucket, inbox, key) DO UPDATE SET at = excluded.at"
                + " WHERE txn.at <= ?",
            Bucket.of(inbox),
            inbox,
            key,
            tx.now(),
            tx.now() - bounds.transactionRetention());
    // To count takes as long as there are transactions.
    if (remembered > 0 && ThreadLocalRandom.current().nextInt(betweenChecks()) == 0) {
      dropExpired(tx, inbox);
      forgetOldest(tx, inbox, bounds.transactions(), Math.max(Trim.STEP, 4 * betweenChecks()));
    }
    return remembered > 0;
  }

  private int betweenChecks() {
    return Math.max(FEWEST_BETWEEN_CHECKS, bounds.transactions() / SLACK);
  }

  /** Forgets what is too old, as much as a step deletes; returns how many those were. */
  int dropExpired(SqlTransaction tx, long inbox) throws SQLException {
    return tx.update(
        "DELETE FROM txn WHERE bucket = ? AND inbox = ? AND key IN (SELECT key FROM txn"
            + " WHERE bucket = ? AND inbox = ? AND at <= ? ORDER BY at LIMIT ?)",
        Bucket.of(inbox),
        inbox,
        Bucket.of(inbox),
        inbox,
        tx.now() - bounds.transactionRetention(),
        Trim.STEP);
  }

  /**
   * Forgets what is older than the newest, as much as a step deletes. Says how many stay and not
   * how many go, so that two of these at the same time forget nothing twice.
   *
   * @param most how many stay
   * @return how many were forgotten
   */
  int forgetOldest(SqlTransaction tx, long inbox, long most) throws SQLException {
    return forgetOldest(tx, inbox, most, Trim.STEP);
  }

  private int forgetOldest(SqlTransaction tx, long inbox, long most, int step) throws SQLException {
    int forgotten =
        tx.update(
            "DELETE FROM txn WHERE bucket = ? AND inbox = ? AND key IN (SELECT key FROM txn"
                + " WHERE bucket = ? AND inbox = ? ORDER BY at DESC LIMIT ? OFFSET ?)",
            Bucket.of(inbox),
            inbox,
            Bucket.of(inbox),
            inbox,
            step,
            most);
    tx.afterCommit(() -> drops.forgottenTransactions.add(forgotten));
    return forgotten;
  }

  /**
   * The same for the same event type and transaction ID. Many clients count their transactions:
   * their IDs begin alike, and so what is inserted one after the other lies on the same pages.
   */
  static byte[] key(Transaction transaction) {
    byte[] type = transaction.type().value().getBytes(StandardCharsets.UTF_8);
    byte[] id = transaction.id().value().getBytes(StandardCharsets.UTF_8);
    byte[] kept = id.length <= LONGEST_ID ? id : Arrays.copyOf(Sha256.start().digest(id), ID_BYTES);
    byte[] key = Arrays.copyOf(Sha256.start().digest(type), TYPE_BYTES + kept.length);
    System.arraycopy(kept, 0, key, TYPE_BYTES, kept.length);
    return key;
  }
}
