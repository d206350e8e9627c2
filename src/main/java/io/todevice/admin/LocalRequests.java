package io.todevice.admin;

import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.RequestHandler;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntSupplier;

/**
 * Lets only requests to this machine pass.
 *
 * @param port where it listens
 * @param handler serves them
 */
record LocalRequests(IntSupplier port, RequestHandler handler) implements RequestHandler {

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int HTTP_PORT = 80;

  /** None of these lets another origin read anything. */
  @Override
  public List<Response.Field> commonFields() {
    return List.of(
        new Response.Field("Cache-Control", "no-store"),
        new Response.Field(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        new Response.Field("Cross-Origin-Resource-Policy", "same-origin"),
        new Response.Field("Referrer-Policy", "no-referrer"),
        new Response.Field("X-Content-Type-Options", "nosniff"));
  }

  @Override
  public ServedRequest accept(HttpConnection connection, RequestHead head) {
    return isForThisMachine(head)
        ? handler.accept(connection, head)
        : new Answered(
            connection, () -> Answered.text(421, "This is only for requests to this machine."));
  }

  private boolean isForThisMachine(RequestHead head) {
    // A client leaves HTTP's own port out.
    int here = port.getAsInt();
    String suffix = here == HTTP_PORT ? "" : ":" + here;
    List<String> asked = head.fields("Host");
    String host = asked.size() == 1 ? asked.get(0).toLowerCase(Locale.ROOT) : "";
    return host.endsWith(suffix)
        && NAMES.contains(host.substring(0, host.length() - suffix.length()));
  }

  @Override
  public Response reject(int status, String reason) {
    return Answered.text(status, reason);
  }

  @Override
  public void start(ScheduledExecutorService timer) {
    handler.start(timer);
  }

  @Override
  public void stopping() {
    handler.stopping();
  }

  @Override
  public void stopped() {
    handler.stopped();
  }
}
