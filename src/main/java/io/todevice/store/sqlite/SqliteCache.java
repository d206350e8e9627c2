package io.todevice.store.sqlite;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.store.sql.CacheKey;
import io.todevice.store.sql.StoreCache;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What was read from the file and has not changed since: this process is the only one that changes
 * it. What a commit changes is forgotten before anybody can see the change, and a read that began
 * before does not put it back. Safe for use by many threads.
 */
final class SqliteCache {

  private static final int ENTRIES = 200_000;

  /** Keys that share a slot invalidate each other's reads, which costs a statement. */
  private static final int SLOTS = 1 << 14;

  private final Cache<CacheKey, Object> entries =
      // On the thread that changes it: to wake another for it takes the writer longer.
      Caffeine.newBuilder().maximumSize(ENTRIES).executor(Runnable::run).build();

  private final AtomicLong changes = new AtomicLong();
  private final AtomicLongArray lastOfSlot = new AtomicLongArray(SLOTS);

  <T> Optional<T> find(CacheKey key, Class<T> type) {
    return Optional.ofNullable(entries.getIfPresent(key)).map(type::cast);
  }

  /** For a transaction that begins now, after this call. */
  StoreCache begin() {
    long begun = changes.get();
    return (key, value) ->
        entries
            .asMap()
            .compute(key, (same, old) -> lastOfSlot.get(slot(key)) <= begun ? value : null);
  }

  /**
   * For the writer's next commit.
   *
   * @param changed what the commit changes, which grows with each work of it, and to what
   */
  StoreCache begin(Map<CacheKey, Optional<Object>> changed) {
    StoreCache unchanged = begin();
    return new StoreCache() {
      @Override
      public void put(CacheKey key, Object value) {
        if (!changed.containsKey(key)) {
          unchanged.put(key, value);
        }
      }

      @Override
      public <T> Optional<T> find(CacheKey key, Class<T> type) {
        Optional<Object> now = changed.get(key);
        return now == null ? SqliteCache.this.find(key, type) : now.map(type::cast);
      }
    };
  }

  /** Forgets what a commit changes, and keeps nothing of it until {@link #changed}. */
  void change(Set<CacheKey> keys) {
    for (CacheKey key : keys) {
      lastOfSlot.set(slot(key), Long.MAX_VALUE);
      entries.invalidate(key);
    }
  }

  /** Keeps what a commit has changed, after {@link #changed}. */
  void keep(Map<CacheKey, Optional<Object>> changed) {
    changed.forEach((key, value) -> value.ifPresent(now -> entries.put(key, now)));
  }

  /** The commit is over. Only one thread changes anything at a time. */
  void changed(Set<CacheKey> keys) {
    long change = changes.incrementAndGet();
    for (CacheKey key : keys) {
      lastOfSlot.set(slot(key), change);
    }
  }

  private static int slot(CacheKey key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }
}
