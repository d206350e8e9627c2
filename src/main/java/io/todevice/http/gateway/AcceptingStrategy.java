package io.todevice.http.gateway;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Context;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOEventLifeCycleListener;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs everything on the selector threads, and lets accepting rest where the process has no file
 * descriptor left: Grizzly would try again at once, as long as a client waits, and say nothing.
 */
final class AcceptingStrategy implements IOStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptingStrategy.class);
  private static final long REST_MILLIS = 200;
  private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final IOStrategy strategy = SameThreadIOStrategy.getInstance();
  private final ScheduledExecutorService timer;
  private long lastLogged = System.nanoTime() - LOG_NANOS;

  AcceptingStrategy(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent ioEvent) throws IOException {
    return executeIoEvent(connection, ioEvent, /* isIoEventEnabled= */ true);
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent ioEvent, boolean isIoEventEnabled)
      throws IOException {
    if (ioEvent != IOEvent.SERVER_ACCEPT) {
      return strategy.executeIoEvent(connection, ioEvent, isIoEventEnabled);
    }
    connection
        .getTransport()
        .fireIOEvent(
            ioEvent,
            connection,
            new IOEventLifeCycleListener.Adapter() {
              @Override
              public void onError(Context context, Object description) throws IOException {
                rest(connection, description);
              }
            });
    return true;
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
      timer.schedule(() -> goOn(listener), REST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException theServerStops) {
      LOG.debug("Accepting is not resumed", theServerStops);
    }
  }

  private static void goOn(Connection<?> listener) {
    try {
      listener.enableIOEvent(IOEvent.SERVER_ACCEPT);
    } catch (IOException e) {
      LOG.debug("The listener is closed", e);
    }
  }

  @Override
  public @Nullable Executor getThreadPoolFor(Connection connection, IOEvent ioEvent) {
    return strategy.getThreadPoolFor(connection, ioEvent);
  }

  @Override
  public @Nullable ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
    return strategy.createDefaultWorkerPoolConfig(transport);
  }
}
