package io.todevice.store.sqlite;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stores that a test has open, each opened once. */
final class SqliteFiles implements AutoCloseable {

  private final InstantSource clock;
  private final Map<Path, Store> open = new LinkedHashMap<>();

  SqliteFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** The store in a file. */
  synchronized Store get(Path file, Settings bounds) {
    return open.computeIfAbsent(file, path -> SqliteStore.open(path.toString(), bounds, clock));
  }

  /** The store in a file, closed and opened again. */
  synchronized Store reopen(Path file, Settings bounds) {
    Store before = open.remove(file);
    if (before != null) {
      before.close();
    }
    return get(file, bounds);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Store::close);
  }
}
