package io.todevice.http.gateway;

import java.util.Set;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/**
 * Knows the connections that are open, and keeps their input in order: what comes in behind a
 * request that is still waiting for its answer waits too, where Grizzly would serve it first.
 * Stands before the parser, which holds the rest of what it has already been given.
 */
final class ConnectionFilter extends BaseFilter {

  private final Set<Connection<?>> open;

  /**
   * A filter.
   *
   * @param open receives the connections; its monitor is notified when one is closed
   */
  ConnectionFilter(Set<Connection<?>> open) {
    this.open = open;
  }

  @Override
  public NextAction handleAccept(FilterChainContext ctx) {
    Connection<?> connection = ctx.getConnection();
    ConnectionState.of(connection);
    open.add(connection);
    connection.addCloseListener(
        (CloseListener<Connection<?>, ?>)
            (closed, type) -> {
              open.remove(connection);
              synchronized (open) {
                open.notifyAll();
              }
            });
    return ctx.getInvokeAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext ctx) {
    ConnectionState state = ConnectionState.of(ctx.getConnection());
    if (state.mustHold()) {
      state.hold(ctx);
      return ctx.getSuspendAction();
    }
    return ctx.getInvokeAction();
  }
}
