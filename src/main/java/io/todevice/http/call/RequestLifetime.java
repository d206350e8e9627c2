package io.todevice.http.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a request that waits, for example a long-polling {@code /sync}, when there is no longer
 * anybody to answer: the client has gone away, or the server has stopped waiting for it.
 *
 * <p>A resource method gets it as a parameter, {@code @Context RequestLifetime}, and registers what
 * is to be given up. Safe for use by many threads.
 */
public final class RequestLifetime {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLifetime.class);

  private final Object lock = new Object();
  private List<Runnable> actions = List.of();
  private boolean isAbandoned;
  private boolean isOver;

  /**
   * Runs {@code action} once if the request is abandoned before it is answered; at once, on the
   * calling thread, if it is already. Otherwise it runs on a thread of the HTTP server, so it must
   * not block. What it throws is logged.
   */
  public void onAbandoned(Runnable action) {
    synchronized (lock) {
      if (!isAbandoned) {
        if (!isOver) {
          actions = new ArrayList<>(actions);
          actions.add(action);
        }
        return;
      }
    }
    run(action);
  }

  /** Whether the request was abandoned. */
  public boolean isAbandoned() {
    synchronized (lock) {
      return isAbandoned;
    }
  }

  /** The request is abandoned, unless it has been answered. */
  public void abandon() {
    end(/* byAbandoning= */ true).ifPresent(ended -> ended.forEach(RequestLifetime::run));
  }

  /** The request is answered: nothing that was registered will run. False if it was over before. */
  public boolean complete() {
    return end(/* byAbandoning= */ false).isPresent();
  }

  /** Whether the request was answered or abandoned. */
  public boolean isOver() {
    synchronized (lock) {
      return isOver;
    }
  }

  private Optional<List<Runnable>> end(boolean byAbandoning) {
    synchronized (lock) {
      if (isOver) {
        return Optional.empty();
      }
      isOver = true;
      isAbandoned = byAbandoning;
      List<Runnable> ended = actions;
      actions = List.of();
      return Optional.of(ended);
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("Giving up an abandoned request failed", e);
    }
  }
}
