package io.todevice.store.sqlite;

import io.todevice.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reports reads that failed, once a minute: clients repeat them. Safe for use by many threads. */
final class ReadFailures {

  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path file;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  ReadFailures(Path file) {
    this.file = file;
  }

  /** Logs a failure, and returns what the caller gets. */
  StoreUnavailableException report(SQLException failure) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS)) {
      SqliteFailures.LOG.error(
          "{} could not be read: {}{}",
          file,
          SqliteFailures.describe(failure),
          SqliteFailures.isDamage(failure)
              ? "; 'store check " + file + "' finds the damage, and a backup replaces the file"
              : "",
          failure);
    }
    return SqliteFailures.unavailable(failure);
  }
}
