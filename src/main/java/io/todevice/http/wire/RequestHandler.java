package io.todevice.http.wire;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** Serves the requests of all connections. Safe for use by many threads. */
public interface RequestHandler {

  /** Fields that every response has. */
  List<Response.Field> commonFields();

  /**
   * Called before the first request.
   *
   * @param timer for short tasks
   */
  void start(ScheduledExecutorService timer);

  /** The request that begins with this head, which the connection then lets begin. */
  ServedRequest accept(HttpConnection connection, RequestHead head);

  /**
   * The response to what is not a request.
   *
   * @param reason may be shown to the client
   */
  Response reject(int status, String reason);

  /** The server stops: what waits is to be answered now, and new requests refused. */
  void stopping();

  /** Called after the last request. */
  void stopped();
}
