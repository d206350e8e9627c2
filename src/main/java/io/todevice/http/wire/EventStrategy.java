package io.todevice.http.wire;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Context;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOEventLifeCycleListener;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the events of sockets to their {@link HttpConnection}, all on the selector threads. Lets
 * accepting rest where the process has no file descriptor left: Grizzly would try again at once, as
 * long as a client waits, and say nothing.
 */
final class EventStrategy extends BaseFilter implements IOStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(EventStrategy.class);
  private static final long REST_MILLIS = 200;
  private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final Attribute<HttpConnection> CONNECTION =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HttpConnection.class.getName());

  private final ScheduledExecutorService timer;
  private final ConnectionContext context;
  private final Set<Thread> selectors = ConcurrentHashMap.newKeySet();
  private volatile boolean isStopped;
  private long lastLogged = System.nanoTime() - LOG_NANOS;

  /**
   * A strategy.
   *
   * @param timer ends the rests
   */
  EventStrategy(ScheduledExecutorService timer, ConnectionContext context) {
    this.timer = timer;
    this.context = context;
  }

  @Override
  public NextAction handleAccept(FilterChainContext event) {
    TCPNIOConnection socket = (TCPNIOConnection) event.getConnection();
    selectors.add(Thread.currentThread());
    HttpConnection connection = new HttpConnection(socket, context);
    CONNECTION.set(socket, connection);
    connection.onAccepted();
    context.connections().add(connection);
    return event.getStopAction();
  }

  @Override
  public NextAction handleClose(FilterChainContext event) {
    HttpConnection connection = CONNECTION.get(event.getConnection());
    if (connection != null) {
      context.connections().remove(connection);
      connection.closed();
    }
    return event.getStopAction();
  }

  /** What Grizzly would only log. */
  @Override
  public void exceptionOccurred(FilterChainContext event, Throwable error) {
    OutOfMemory.check(error);
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent event) {
    return executeIoEvent(connection, event, /* isIoEventEnabled= */ true);
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent event, boolean isIoEventEnabled) {
    if (event == IOEvent.SERVER_ACCEPT) {
      accept(connection);
      return true;
    }
    HttpConnection http = CONNECTION.get(connection);
    if (http == null) {
      connection.terminateSilently();
    } else if (event == IOEvent.READ) {
      http.onReadable();
    } else if (event == IOEvent.WRITE) {
      http.onWritable();
    }
    return true;
  }

  private void accept(Connection<?> listener) {
    listener
        .getTransport()
        .fireIOEvent(
            IOEvent.SERVER_ACCEPT,
            listener,
            new IOEventLifeCycleListener.Adapter() {
              @Override
              public void onError(Context event, Object description) throws IOException {
                rest(listener, description);
              }
            });
  }

  private void rest(Connection<?> listener, Object reason) throws IOException {
    if (!listener.isOpen()) {
      return;
    }
    long now = System.nanoTime();
    if (now - lastLogged >= LOG_NANOS) {
      lastLogged = now;
      LOG.warn("Connections cannot be accepted at the moment: {}", String.valueOf(reason));
    }
    listener.disableIOEvent(IOEvent.SERVER_ACCEPT);
    try {
      timer.schedule(() -> resume(listener), REST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops; accepting is not resumed", e);
    }
  }

  private static void resume(Connection<?> listener) {
    try {
      listener.enableIOEvent(IOEvent.SERVER_ACCEPT);
    } catch (IOException e) {
      LOG.debug("The listener is closed", e);
    }
  }

  /** From now on selector threads end because they are stopped. */
  void stop() {
    isStopped = true;
  }

  /**
   * Ends the process if a selector thread has died before {@link #stop}, which only a lack of
   * memory can bring about: its connections would never be served again.
   */
  void checkSelectors() {
    for (Thread selector : selectors) {
      // In this order: a thread that a stop has ended is seen to be dead after the stop.
      if (!selector.isAlive() && !isStopped) {
        OutOfMemory.endProcess("A selector thread has died");
      }
    }
  }

  @Override
  public @Nullable Executor getThreadPoolFor(Connection connection, IOEvent event) {
    return null;
  }

  @Override
  public @Nullable ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
    return null;
  }
}
