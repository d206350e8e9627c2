package io.todevice.http.exchange;

import io.todevice.http.call.Caller;
import io.todevice.http.route.RouteMatch;
import java.util.concurrent.ScheduledExecutorService;

/** Serves requests that are routed, authenticated and complete. Safe for use by many threads. */
public interface Road {

  /**
   * Lets the implementation of an operation answer, now or later.
   *
   * @param body the body; empty if the operation has none
   */
  void serve(Exchange exchange, RouteMatch.Operation match, Caller caller, byte[] body);

  /** Whether paths that the document does not have may be served. */
  default boolean hasOtherPaths() {
    return false;
  }

  /** Serves a path that the document does not have, if {@link #hasOtherPaths}. */
  default void serveOther(Exchange exchange, byte[] body) {
    throw new IllegalStateException("there are no other paths");
  }

  /**
   * Called before the first request.
   *
   * @param timer for short tasks
   */
  default void start(ScheduledExecutorService timer) {}

  /** Called after the last request. */
  default void stop() {}
}
