package io.todevice.store.sql;

import java.util.Optional;

/** What an engine with one process keeps in memory, as a transaction sees it: {@link CacheKey}. */
public interface StoreCache {

  /** Keeps nothing: of an engine with several processes. */
  StoreCache NONE = (key, value) -> {};

  /** Keeps what a transaction has read, unless it has changed since the transaction began. */
  void put(CacheKey key, Object value);

  /** What the transaction would read; empty where it has to read it. */
  default <T> Optional<T> find(CacheKey key, Class<T> type) {
    return Optional.empty();
  }
}
