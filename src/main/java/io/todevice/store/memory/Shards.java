package io.todevice.store.memory;

import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.StoreStatistics;
import io.todevice.store.Watches;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/** All users, spread over shards by the hash of their IDs. */
final class Shards {

  private final Shard[] shards;
  private final FairBound inboxBound;
  private final FairBound transactionBound;
  private final FairBound filterBound;
  private final FairBound keyBound;
  private final DeviceLists deviceLists = new DeviceLists();
  private final KeyChanges keyChanges;
  private final FairQuota dataQuota;
  private final FairQuota backupQuota;
  private final Drops drops;

  /**
   * Empty shards.
   *
   * @param count a power of two
   * @param watches who is told of changes of keys
   */
  Shards(Settings settings, InstantSource clock, int count, Watches watches) {
    if (Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException("the number of shards is a power of two");
    }
    inboxBound = new FairBound(settings.get(StorageLimits.INBOX_MEMORY));
    transactionBound = new FairBound(settings.get(StorageLimits.TRANSACTION_MEMORY));
    filterBound = new FairBound(settings.get(StorageLimits.FILTER_MEMORY));
    keyBound = new FairBound(settings.get(StorageLimits.KEY_MEMORY));
    keyChanges = new KeyChanges(this, watches);
    dataQuota =
        new FairQuota(
            settings.get(StorageLimits.USER_DATA_SIZE),
            settings.get(StorageLimits.USER_DATA_MEMORY));
    backupQuota =
        new FairQuota(
            settings.get(StorageLimits.KEY_BACKUP_SIZE),
            settings.get(StorageLimits.KEY_BACKUP_MEMORY));
    drops = new Drops(clock);
    shards =
        Stream.generate(() -> new Shard(new RememberedTransactions(settings, clock)))
            .limit(count)
            .toArray(Shard[]::new);
  }

  /** The bound on what waits in all inboxes. */
  FairBound inboxBound() {
    return inboxBound;
  }

  /** The bound on what is remembered of all transactions. */
  FairBound transactionBound() {
    return transactionBound;
  }

  /** The bound on all filters. */
  FairBound filterBound() {
    return filterBound;
  }

  /** The bound on the keys of all users, and on who follows whom. */
  FairBound keyBound() {
    return keyBound;
  }

  /** Who follows whom. */
  DeviceLists deviceLists() {
    return deviceLists;
  }

  /** What notes changes of keys. */
  KeyChanges keyChanges() {
    return keyChanges;
  }

  /** The bound on what users keep. */
  FairQuota dataQuota() {
    return dataQuota;
  }

  /** The bound on key backups. */
  FairQuota backupQuota() {
    return backupQuota;
  }

  /** Counts the messages that are dropped. */
  Drops drops() {
    return drops;
  }

  /** Waits for the shard of one user. */
  LockedShards lock(UserId user) {
    return new LockedShards(this, new int[] {indexOf(user)}, 1);
  }

  /** Waits for the shards of all these users, in an order that can't deadlock. */
  LockedShards lock(Collection<UserId> users) {
    int[] indices = new int[users.size()];
    int count = 0;
    for (UserId user : users) {
      indices[count++] = indexOf(user);
    }
    Arrays.sort(indices);
    return new LockedShards(this, indices, withoutRepeats(indices));
  }

  /** Waits for one shard by its number. */
  LockedShards lock(int index) {
    return new LockedShards(this, new int[] {index}, 1);
  }

  /** How many shards there are. */
  int count() {
    return shards.length;
  }

  Shard get(int index) {
    return shards[index];
  }

  Shard of(UserId user) {
    return shards[indexOf(user)];
  }

  /** What was given up so far, and what was refused. */
  StoreStatistics statistics(long refusedDevices) {
    return new StoreStatistics(
        drops.counts(),
        transactionBound.evicted(),
        filterBound.evicted(),
        keyBound.evicted(),
        refusedDevices,
        dataQuota.refused() + backupQuota.refused());
  }

  void clear() {
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        shard.users.clear();
        shard.transactions.clear();
      } finally {
        shard.lock.unlock();
      }
    }
    inboxBound.clear();
    transactionBound.clear();
    filterBound.clear();
    keyBound.clear();
    deviceLists.clear();
  }

  /** How many users, followed ones and transactions are held. */
  int size() {
    int size = deviceLists.size();
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        size += shard.users.size() + shard.transactions.size();
      } finally {
        shard.lock.unlock();
      }
    }
    return size;
  }

  private int indexOf(UserId user) {
    int hash = user.value().hashCode();
    return (hash ^ hash >>> 16) & shards.length - 1;
  }

  /** Moves the distinct ones of sorted numbers to the front and returns how many they are. */
  private static int withoutRepeats(int[] sorted) {
    int count = 0;
    for (int index : sorted) {
      if (count == 0 || sorted[count - 1] != index) {
        sorted[count++] = index;
      }
    }
    return count;
  }
}
