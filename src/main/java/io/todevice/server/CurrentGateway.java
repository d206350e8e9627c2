package io.todevice.server;

import io.todevice.http.exchange.Gateway;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.RequestHandler;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Hands every request to the gateway of the moment, which serves it to its end. Safe for use by
 * many threads.
 */
final class CurrentGateway implements RequestHandler {

  private volatile Gateway gateway;
  private @Nullable ScheduledExecutorService timer;
  private boolean isStopping;

  CurrentGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Requests go to another gateway from now on.
   *
   * @throws IllegalStateException if the server stops or does not run
   */
  synchronized void replace(Gateway next) {
    if (timer == null || isStopping) {
      throw new IllegalStateException("the server does not run");
    }
    next.start(timer);
    Gateway last = gateway;
    gateway = next;
    last.stopped();
  }

  @Override
  public List<Response.Field> commonFields() {
    return gateway.commonFields();
  }

  @Override
  public synchronized void start(ScheduledExecutorService now) {
    timer = now;
    gateway.start(now);
  }

  @Override
  public ServedRequest accept(HttpConnection connection, RequestHead head) {
    return gateway.accept(connection, head);
  }

  @Override
  public Response reject(int status, String reason) {
    return gateway.reject(status, reason);
  }

  @Override
  public synchronized void stopping() {
    isStopping = true;
    gateway.stopping();
  }

  @Override
  public void stopped() {
    gateway.stopped();
  }
}
