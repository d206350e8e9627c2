package io.todevice.store.sql;

/** Where a transaction puts what an engine may keep in memory: {@link CacheKey}. */
@FunctionalInterface
public interface StoreCache {

  /** Keeps nothing: of an engine with several processes. */
  StoreCache NONE = (key, value) -> {};

  /** Keeps what a transaction has read, unless it has changed since the transaction began. */
  void put(CacheKey key, Object value);
}
