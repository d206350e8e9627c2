package io.todevice.config;

import java.time.Duration;

/**
 * What keeps one client from taking the server away from the others.
 *
 * @param requests what one request may take
 * @param rates how many requests a client may make
 * @param maxSyncTimeout the longest that a sync waits, whatever its client asks for; zero to 1 h,
 *     and zero where none shall wait
 * @param maxSyncBytes how many bytes the messages of one sync have together, 64 KiB to 1024 GiB;
 *     one message comes in any case
 * @param passwordWorkers who checks passwords
 * @param transactions how many transactions are remembered
 * @param inboxes how much waits for devices that do not fetch it
 * @param accounts how much is kept of accounts
 */
public record LimitsConfig(
    RequestLimits requests,
    RateLimits rates,
    Duration maxSyncTimeout,
    long maxSyncBytes,
    PasswordWorkers passwordWorkers,
    TransactionLimits transactions,
    InboxLimits inboxes,
    AccountLimits accounts) {

  static final ValueType<Duration> SYNC_TIMEOUT =
      ValueTypes.duration(Duration.ZERO, Duration.ofHours(1));

  /**
   * Checks the values for syncs.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LimitsConfig {
    SYNC_TIMEOUT.check("max-sync-timeout", maxSyncTimeout);
    InboxLimits.SIZE.check("max-sync-size", maxSyncBytes);
  }

  /** The defaults of each part, and syncs of up to five minutes and 1 MiB. */
  public static LimitsConfig forThisMachine() {
    return new LimitsConfig(
        RequestLimits.DEFAULT,
        RateLimits.DEFAULT,
        Duration.ofMinutes(5),
        1 << 20,
        PasswordWorkers.forThisMachine(),
        TransactionLimits.forThisMachine(),
        InboxLimits.forThisMachine(),
        AccountLimits.DEFAULT);
  }

  /** The same with other rates. */
  public LimitsConfig withRates(RateLimits other) {
    return new LimitsConfig(
        requests,
        other,
        maxSyncTimeout,
        maxSyncBytes,
        passwordWorkers,
        transactions,
        inboxes,
        accounts);
  }

  /** The same with other workers. */
  public LimitsConfig withPasswordWorkers(PasswordWorkers other) {
    return new LimitsConfig(
        requests, rates, maxSyncTimeout, maxSyncBytes, other, transactions, inboxes, accounts);
  }

  /** The same with other inboxes. */
  public LimitsConfig withInboxes(InboxLimits other) {
    return new LimitsConfig(
        requests,
        rates,
        maxSyncTimeout,
        maxSyncBytes,
        passwordWorkers,
        transactions,
        other,
        accounts);
  }

  /** The same with other accounts. */
  public LimitsConfig withAccounts(AccountLimits other) {
    return new LimitsConfig(
        requests,
        rates,
        maxSyncTimeout,
        maxSyncBytes,
        passwordWorkers,
        transactions,
        inboxes,
        other);
  }
}
