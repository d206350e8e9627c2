package io.todevice.store.sqlite;

import static io.todevice.store.sqlite.SqliteFailures.LOG;

import io.todevice.threads.Daemons;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteDataSource;

/**
 * Copies what was committed from the write-ahead log into the file. A thread does it without
 * holding up anybody; where the log grows faster than that, the writer does it and begins the log
 * anew, so that it never exceeds 64 MiB. The log keeps its size on the disk and is overwritten: to
 * flush a file that grows takes half as long again.
 */
final class Checkpoints implements AutoCloseable {

  /** What the log keeps on the disk at the most, in bytes. */
  static final int TRUNCATED_ABOVE = 44 << 20;

  /** A page of the file and the header that the log puts before it. */
  private static final int FRAME = 4_096 + 24;

  /** The writer begins the log anew above so many frames. */
  private static final long RESTARTED_ABOVE = (24L << 20) / FRAME;

  private static final long COPIED_ABOVE = (8L << 20) / FRAME;

  /** How many frames the log has: the second column. Copies nothing. */
  private static final String FRAMES = "PRAGMA wal_checkpoint(NOOP)";

  private static final long INTERVAL_MILLIS = 200;

  /** Free pages are given back to the file system where they are more than a quarter of all. */
  private static final int FREE_PART = 4;

  private static final long FREE_AT_LEAST = 1_000;
  private static final int FREED_AT_ONCE = 256;

  private final SQLiteDataSource source;
  private final Flusher flusher;
  private final ScheduledExecutorService thread;
  private long commits;
  private long restartedAbove = RESTARTED_ABOVE;
  private volatile long frames;

  Checkpoints(SQLiteDataSource source, Flusher flusher) {
    this.source = source;
    this.flusher = flusher;
    this.thread = Executors.newSingleThreadScheduledExecutor(Daemons.named("sqlite-checkpoints"));
    var unused =
        thread.scheduleWithFixedDelay(
            this::copy, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void copy() {
    flusher.checkFiles();
    if (frames <= COPIED_ABOVE || flusher.failure().isPresent()) {
      return;
    }
    try (SqliteConnection connection = SqliteConnection.open(source)) {
      connection.number("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      LOG.warn("The store's log could not be copied into its file", e);
    }
  }

  /** Called by the writer, with its connection, after each commit. */
  void afterCommit(SqliteConnection writer) throws SQLException {
    commits++;
    frames = writer.number(FRAMES, 2);
    if (frames > restartedAbove) {
      // Who reads for long, as a backup does, keeps the log from beginning anew.
      boolean isBusy = writer.number("PRAGMA wal_checkpoint(RESTART)") != 0;
      restartedAbove = isBusy ? frames + COPIED_ABOVE : RESTARTED_ABOVE;
    }
    if (commits % FREED_AT_ONCE == 0) {
      shrink(writer);
    }
  }

  /** Gives some of the free pages back to the file system. */
  private static void shrink(SqliteConnection writer) throws SQLException {
    long free = writer.number("PRAGMA freelist_count");
    if (free > FREE_AT_LEAST && free > writer.number("PRAGMA page_count") / FREE_PART) {
      writer.number("PRAGMA incremental_vacuum(" + FREED_AT_ONCE + ")");
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("Copying the store's log takes long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
