package io.todevice.store.sql;

/** Where a transaction puts what an engine may keep in memory: {@link CacheKey}. */
public interface StoreCache {

  /** Keeps nothing: of an engine with several processes. */
  StoreCache NONE =
      new StoreCache() {
        @Override
        public void put(CacheKey key, Object value) {}

        @Override
        public void invalidate(CacheKey key) {}
      };

  /** Keeps what a transaction has read, unless it was invalidated since the transaction began. */
  void put(CacheKey key, Object value);

  /** Forgets what has changed. Called when that is committed. */
  void invalidate(CacheKey key);
}
