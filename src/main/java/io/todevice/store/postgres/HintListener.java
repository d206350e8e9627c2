package io.todevice.store.postgres;

import io.todevice.threads.Daemons;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what other nodes say, on a connection that does nothing else. Where something may have
 * been missed, which is after a connection was lost and where a node's numbers have a gap, it says
 * so.
 */
final class HintListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HintListener.class);
  private static final int WAIT_MILLIS = 500;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 500;

  /** How often a connection is tried on which nothing comes: it may be dead without saying so. */
  private static final Duration TRY_AFTER = Duration.ofSeconds(5);

  private static final int MOST_NODES = 1_000;

  private final Sessions sessions;
  private final String thisNode;
  private final Consumer<Hint> onHint;
  private final Runnable onMissed;
  private final Thread thread;
  private final Map<String, Long> lastBatch =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_NODES;
        }
      };
  private volatile @Nullable Connection connection;
  private volatile boolean isClosed;

  /**
   * Begins.
   *
   * @param thisNode whose own hints are ignored
   * @param onHint called with what the others say
   * @param onMissed called where hints may have been lost
   */
  HintListener(Sessions sessions, String thisNode, Consumer<Hint> onHint, Runnable onMissed) {
    this.sessions = sessions;
    this.thisNode = thisNode;
    this.onHint = onHint;
    this.onMissed = onMissed;
    this.thread = Daemons.start("postgresql listener", this::run);
  }

  private void run() {
    try {
      while (!isClosed) {
        listenUntilFailure();
        if (!isClosed) {
          Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listenUntilFailure() {
    try {
      connection = sessions.open("listener");
      listen(connection);
    } catch (SQLException e) {
      if (!isClosed) {
        LOG.warn("Other nodes can't be heard for a moment: {}", e.getMessage());
      }
    } finally {
      Sessions.close(connection);
    }
  }

  private void listen(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute("LISTEN " + Hint.CHANNEL);
      onMissed.run();
      PGConnection notified = open.unwrap(PGConnection.class);
      long triedAt = System.nanoTime();
      while (!isClosed) {
        PGNotification @Nullable [] notifications = notified.getNotifications(WAIT_MILLIS);
        if (notifications != null && notifications.length > 0) {
          for (PGNotification notification : notifications) {
            Hint.parse(notification.getParameter()).ifPresent(this::take);
          }
        } else if (System.nanoTime() - triedAt > TRY_AFTER.toNanos()) {
          statement.execute("SELECT 1");
          triedAt = System.nanoTime();
        }
      }
    }
  }

  private void take(Hint hint) {
    if (hint.node().equals(thisNode)) {
      return;
    }
    Long last = lastBatch.put(hint.node(), hint.batch());
    if (hint.batch() != (last == null ? 0 : last) + 1) {
      onMissed.run();
    }
    onHint.accept(hint);
  }

  @Override
  public void close() {
    isClosed = true;
    Sessions.abort(connection);
    thread.interrupt();
    Daemons.join(thread, PostgresDatabase.CLOSE_TIME);
  }
}
