package io.todevice.http.wire;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections that are open. There may be only so many: beyond it one goes that has never had a
 * good token, the one that is open the longest among those without a request first; so a connection
 * with a good token never goes in favour of one without. Safe for use by many threads.
 */
final class Connections {

  /** How many are looked at for one without a request. */
  private static final int MAX_LOOKED_AT = 64;

  private final int max;
  private final Set<HttpConnection> open = new LinkedHashSet<>();
  private final Set<HttpConnection> strangers = new LinkedHashSet<>();

  /**
   * No connections yet.
   *
   * @param max how many there may be
   */
  Connections(int max) {
    this.max = max;
  }

  /** A connection was accepted. */
  void add(HttpConnection accepted) {
    HttpConnection excess;
    synchronized (this) {
      open.add(accepted);
      strangers.add(accepted);
      if (open.size() <= max) {
        return;
      }
      excess = leastDeserving();
    }
    excess.terminate();
  }

  private HttpConnection leastDeserving() {
    Iterator<HttpConnection> oldestFirst = strangers.iterator();
    HttpConnection oldest = oldestFirst.next();
    HttpConnection found = oldest;
    for (int i = 1; i < MAX_LOOKED_AT && !found.isIdle() && oldestFirst.hasNext(); i++) {
      found = oldestFirst.next();
    }
    return found.isIdle() ? found : oldest;
  }

  /** A good token came with a request of a connection. */
  synchronized void setAuthenticated(HttpConnection connection) {
    strangers.remove(connection);
  }

  /** A connection was closed. */
  synchronized void remove(HttpConnection closed) {
    open.remove(closed);
    strangers.remove(closed);
    notifyAll();
  }

  /** Those that are open now. */
  private synchronized List<HttpConnection> list() {
    return List.copyOf(open);
  }

  /** Gives up what has taken too long. */
  void expire() {
    long now = System.nanoTime();
    for (HttpConnection connection : list()) {
      if (connection.isOverdue(now)) {
        connection.expire();
      }
    }
  }

  /**
   * Closes every connection as soon as its request is served and everything is sent.
   *
   * @return false if some were still open after {@code limit}
   */
  boolean closeAll(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    list().forEach(HttpConnection::stop);
    synchronized (this) {
      for (long left = limit.toMillis(); left > 0 && !open.isEmpty(); left = millisTo(deadline)) {
        wait(left);
      }
      return open.isEmpty();
    }
  }

  private static long millisTo(long deadline) {
    return (deadline - System.nanoTime()) / 1_000_000;
  }
}
