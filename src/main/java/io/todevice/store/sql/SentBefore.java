package io.todevice.store.sql;

import io.todevice.domain.Transaction;
import io.todevice.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;

/** The transactions that devices have sent lately (clauses T1, T4). */
record SentBefore(InboxBounds bounds, DropCounts drops) {

  private static final int KEY_BYTES = 16;

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
    if (remembered > 0 && isToBeChecked(key)) {
      dropExpired(tx, inbox);
      int forgotten =
          tx.update(
              "DELETE FROM txn WHERE bucket = ? AND inbox = ? AND key IN (SELECT key FROM txn"
                  + " WHERE bucket = ? AND inbox = ? ORDER BY at DESC LIMIT ? OFFSET ?)",
              Bucket.of(inbox),
              inbox,
              Bucket.of(inbox),
              inbox,
              Math.max(Trim.STEP, 4 * betweenChecks()),
              bounds.transactions());
      tx.afterCommit(() -> drops.forgottenTransactions.add(forgotten));
    }
    return remembered > 0;
  }

  /** To count takes as long as there are transactions, so the keys, which are random, say when. */
  private boolean isToBeChecked(byte[] key) {
    int random = ((key[0] & 0xff) << 8) | (key[1] & 0xff);
    return random % betweenChecks() == 0;
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

  /** The same for the same event type and transaction ID. An event type has at most 255 bytes. */
  static byte[] key(Transaction transaction) {
    MessageDigest digest = Sha256.start();
    byte[] type = transaction.type().value().getBytes(StandardCharsets.UTF_8);
    digest.update((byte) type.length);
    digest.update(type);
    digest.update(transaction.id().value().getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(digest.digest(), KEY_BYTES);
  }
}
