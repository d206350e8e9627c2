package io.todevice.store.memory;

import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.StoreBounds;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What bounds a {@link MemoryStore}'s memory.
 *
 * @param transactionRetention how long a transaction is remembered, at least {@link
 *     #SHORTEST_RETENTION} (clause T4), as long as the two bounds below leave room for it
 * @param transactionsPerDevice how many transactions are remembered for one device, at least 1; one
 *     more drives the device's oldest out
 * @param transactionBytes how much memory all remembered transactions may take together, estimated,
 *     at least 1; the user who takes most forgets their oldest to stay below
 * @param filtersPerUser how many filters are kept for one user, at least 1; one more drives out the
 *     one unused for longest
 * @param filterBytes how much memory all filters may take together, estimated, at least 1; the user
 *     who takes most loses the one unused for longest to stay below
 * @param bounds how many devices a user has and how much waits for them
 * @param clock what tells the age of transactions and messages
 */
public record MemoryStoreSettings(
    Duration transactionRetention,
    int transactionsPerDevice,
    long transactionBytes,
    int filtersPerUser,
    long filterBytes,
    StoreBounds bounds,
    InstantSource clock) {

  /** The shortest time that clause T4 lets a server remember a transaction. */
  public static final Duration SHORTEST_RETENTION = Duration.ofMinutes(30);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is below its minimum
   */
  public MemoryStoreSettings {
    if (transactionRetention.compareTo(SHORTEST_RETENTION) < 0) {
      throw new IllegalArgumentException(
          "transactions are remembered for at least " + SHORTEST_RETENTION);
    }
    if (transactionsPerDevice < 1
        || transactionBytes < 1
        || filtersPerUser < 1
        || filterBytes < 1) {
      throw new IllegalArgumentException("a bound of a memory store is at least 1");
    }
  }

  /** What settings say, with a {@link MonotonicClock}. */
  public static MemoryStoreSettings of(Settings settings) {
    return new MemoryStoreSettings(
        settings.get(StorageLimits.TRANSACTION_RETENTION),
        settings.get(StorageLimits.TRANSACTIONS_PER_DEVICE),
        settings.get(StorageLimits.TRANSACTION_MEMORY),
        settings.get(StorageLimits.FILTERS_PER_USER),
        settings.get(StorageLimits.FILTER_MEMORY),
        StoreBounds.of(settings),
        new MonotonicClock());
  }

  /** The defaults of the settings, with a {@link MonotonicClock}. */
  public static MemoryStoreSettings defaults() {
    return of(Settings.NONE);
  }

  /** The same with another retention. */
  public MemoryStoreSettings withTransactionRetention(Duration retention) {
    return new MemoryStoreSettings(
        retention,
        transactionsPerDevice,
        transactionBytes,
        filtersPerUser,
        filterBytes,
        bounds,
        clock);
  }

  /** The same with another number of transactions per device. */
  public MemoryStoreSettings withTransactionsPerDevice(int count) {
    return new MemoryStoreSettings(
        transactionRetention, count, transactionBytes, filtersPerUser, filterBytes, bounds, clock);
  }

  /** The same with another bound on the memory of all transactions, in bytes. */
  public MemoryStoreSettings withTransactionBytes(long bytes) {
    return new MemoryStoreSettings(
        transactionRetention,
        transactionsPerDevice,
        bytes,
        filtersPerUser,
        filterBytes,
        bounds,
        clock);
  }

  /** The same with another number of filters per user. */
  public MemoryStoreSettings withFiltersPerUser(int count) {
    return new MemoryStoreSettings(
        transactionRetention,
        transactionsPerDevice,
        transactionBytes,
        count,
        filterBytes,
        bounds,
        clock);
  }

  /** The same with another bound on the memory of all filters, in bytes. */
  public MemoryStoreSettings withFilterBytes(long bytes) {
    return new MemoryStoreSettings(
        transactionRetention,
        transactionsPerDevice,
        transactionBytes,
        filtersPerUser,
        bytes,
        bounds,
        clock);
  }

  /** The same with other bounds. */
  public MemoryStoreSettings withBounds(StoreBounds others) {
    return new MemoryStoreSettings(
        transactionRetention,
        transactionsPerDevice,
        transactionBytes,
        filtersPerUser,
        filterBytes,
        others,
        clock);
  }

  /** The same with another clock. */
  public MemoryStoreSettings withClock(InstantSource otherClock) {
    return new MemoryStoreSettings(
        transactionRetention,
        transactionsPerDevice,
        transactionBytes,
        filtersPerUser,
        filterBytes,
        bounds,
        otherClock);
  }
}
