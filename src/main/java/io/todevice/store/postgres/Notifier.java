package io.todevice.store.postgres;

import io.todevice.threads.Daemons;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes in which inboxes there is something new. One connection does it, every few
 * milliseconds for all changes of these: {@code NOTIFY} takes a lock of the whole database at the
 * commit, so that it must never be part of what a client waits for. What can't be sent is dropped;
 * the others notice the gap in the numbers. Safe for use by many threads.
 */
final class Notifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  /** After a hint others gather for so long; the first one waits for nothing. */
  private static final Duration GATHER = Duration.ofMillis(2);

  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  /** More than these are all inboxes. */
  private static final int MOST = 50_000;

  private final Sessions sessions;
  private final String node;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition isAnything = lock.newCondition();
  private final Thread thread;
  private Set<Long> inboxes = new LinkedHashSet<>();
  private boolean isAll;
  private long batch;
  private long lastSent = System.nanoTime();
  private @Nullable Connection connection;
  private volatile boolean isClosed;

  /**
   * Begins.
   *
   * @param node tells this process from every other one
   */
  Notifier(Sessions sessions, String node) {
    this.sessions = sessions;
    this.node = node;
    this.thread = Daemons.start("postgresql notifier", this::run);
  }

  /** Has the other nodes told of an inbox. */
  void add(long inbox) {
    lock.lock();
    try {
      if (!isAll && inboxes.add(inbox) && inboxes.size() > MOST) {
        isAll = true;
        inboxes.clear();
      }
      isAnything.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!isClosed) {
        List<Hint> hints = next();
        for (Hint hint : hints) {
          send(hint);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  /** What has gathered; none where nothing came for a second. */
  private List<Hint> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (inboxes.isEmpty() && !isAll && !isAnything.await(1, TimeUnit.SECONDS)) {
        return List.of();
      }
    } finally {
      lock.unlock();
    }
    long pause = lastSent + GATHER.toNanos() - System.nanoTime();
    if (pause > 0) {
      TimeUnit.NANOSECONDS.sleep(pause);
    }
    lastSent = System.nanoTime();
    lock.lock();
    try {
      List<Hint> hints = isAll ? List.of(Hint.all(node, batch + 1)) : Hint.of(node, batch, inboxes);
      batch += hints.size();
      inboxes = new LinkedHashSet<>();
      isAll = false;
      return hints;
    } finally {
      lock.unlock();
    }
  }

  private void send(Hint hint) throws InterruptedException {
    try {
      if (connection == null) {
        connection = sessions.open("notifier");
      }
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT pg_notify('" + Hint.CHANNEL + "', ?)")) {
        statement.setString(1, hint.text());
        statement.execute();
      }
    } catch (SQLException e) {
      if (!isClosed) {
        LOG.warn("Other nodes can't be notified; they look by themselves: {}", e.getMessage());
        disconnect();
        Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
      }
    }
  }

  private void disconnect() {
    Sessions.close(connection);
    connection = null;
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    Daemons.join(thread, PostgresDatabase.CLOSE_TIME);
  }
}
