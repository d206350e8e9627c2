package io.todevice.http.gateway;

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

  private final Connections connections;
  private final Memory memory;

  /**
   * A filter.
   *
   * @param memory what the connections may hold together
   */
  ConnectionFilter(Connections connections, Memory memory) {
    this.connections = connections;
    this.memory = memory;
  }

  @Override
  public NextAction handleAccept(FilterChainContext ctx) {
    Connection<?> connection = ctx.getConnection();
    ConnectionState state = ConnectionState.of(connection);
    state.useMemory(memory);
    connection.addCloseListener(
        (CloseListener<Connection<?>, ?>)
            (closed, type) -> {
              connections.remove(state);
              state.closed();
            });
    connections.add(state);
    return ctx.getInvokeAction();
  }

  /** What Grizzly would only log. */
  @Override
  public void exceptionOccurred(FilterChainContext ctx, Throwable error) {
    OutOfMemory.check(error);
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
