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

  /** Every so many transactions of a device it is checked how many there are. */
  private static final int CHECKED = 64;

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
    if (remembered > 0 && key[0] % CHECKED == 0) {
      dropExpired(tx, inbox);
      int forgotten =
          tx.update(
              "DELETE FROM txn WHERE bucket = ? AND inbox = ? AND key IN (SELECT key FROM txn"
                  + " WHERE bucket = ? AND inbox = ? ORDER BY at DESC LIMIT ? OFFSET ?)",
              Bucket.of(inbox),
              inbox,
              Bucket.of(inbox),
              inbox,
              Trim.STEP,
              bounds.transactions());
      tx.afterCommit(() -> drops.forgottenTransactions.add(forgotten));
    }
    return remembered > 0;
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
