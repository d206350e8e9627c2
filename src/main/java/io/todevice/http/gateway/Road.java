package io.todevice.http.gateway;

import io.todevice.http.call.Caller;

/** Serves requests that are routed, authenticated and complete. */
interface Road {

  /**
   * Lets the implementation of an operation answer, now or later.
   *
   * @param body the body; empty if the operation has none
   */
  void serve(
      Exchange exchange, RequestLine line, RouteMatch.Operation match, Caller caller, byte[] body);

  /** Whether paths that the document does not have may be served. */
  default boolean hasOtherPaths() {
    return false;
  }

  /** Serves a path that the document does not have, if {@link #hasOtherPaths}. */
  default void serveOther(Exchange exchange, RequestLine line, byte[] body) {
    throw new IllegalStateException("there are no other paths");
  }

  /** Called before the first request. */
  default void start() {}

  /** Called after the last request. */
  default void stop() {}
}
