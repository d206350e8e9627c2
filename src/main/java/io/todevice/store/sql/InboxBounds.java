package io.todevice.store.sql;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;

/**
 * What inboxes and remembered transactions may hold.
 *
 * @param messages of one device
 * @param deviceBytes of one device
 * @param userBytes of all devices of one user
 * @param storeBytes of all
 * @param retention how long a message is kept, in milliseconds
 * @param dormantAfter after how long without a read a device has a smaller share, in milliseconds
 * @param transactions how many of one device are remembered
 * @param transactionBytes what those of all take
 * @param transactionRetention for how long, in milliseconds
 */
public record InboxBounds(
    long messages,
    long deviceBytes,
    long userBytes,
    long storeBytes,
    long retention,
    long dormantAfter,
    int transactions,
    long transactionBytes,
    long transactionRetention) {

  private static final int SLACK = 16;
  private static final long MOST_SLACK = 16L << 20;

  /** Those of {@code settings}. */
  public static InboxBounds of(Settings settings) {
    return new InboxBounds(
        settings.get(StorageLimits.INBOX_MESSAGES),
        settings.get(StorageLimits.INBOX_SIZE),
        settings.get(StorageLimits.USER_INBOX_SIZE),
        settings.get(StorageLimits.INBOX_MEMORY),
        settings.get(StorageLimits.INBOX_RETENTION).toMillis(),
        settings.get(StorageLimits.DORMANT_AFTER).toMillis(),
        settings.get(StorageLimits.TRANSACTIONS_PER_DEVICE),
        settings.get(StorageLimits.TRANSACTION_MEMORY),
        settings.get(StorageLimits.TRANSACTION_RETENTION).toMillis());
  }

  /**
   * A value that is within its bound; otherwise somewhat less than the bound, to make room once.
   */
  static long lessSlack(long value, long bound) {
    return value > bound ? bound - Math.min(bound / SLACK, MOST_SLACK) : value;
  }
}
