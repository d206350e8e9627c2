package io.todevice.http.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP port on which a {@link Gateway} is served by a few selector threads, which run the requests
 * themselves. Made for one start and one stop; both may be called from any thread.
 */
public final class GatewayServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

  private static final int READ_BUFFER_BYTES = 64 << 10;

  private final Gateway gateway;
  private final ListenerSettings settings;
  private final Runnable onStopping;
  private final ExecutorService idleChecker;
  private final DelayedExecutor idleTimeouts;
  private final TCPNIOTransport transport;
  private final Set<Connection<?>> connections = ConcurrentHashMap.newKeySet();
  private @Nullable TCPNIOServerConnection listener;

  /**
   * A server that does not listen yet.
   *
   * @param onStopping called when a stop has begun and no more requests are let in: whoever lets
   *     requests wait answers them now (clause R6)
   */
  public GatewayServer(Gateway gateway, ListenerSettings settings, Runnable onStopping) {
    this.gateway = gateway;
    this.settings = settings;
    this.onStopping = onStopping;
    idleChecker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "http-idle");
              thread.setDaemon(true);
              return thread;
            });
    idleTimeouts = new DelayedExecutor(idleChecker);
    transport =
        TCPNIOTransportBuilder.newInstance()
            .setName("http")
            .setIOStrategy(SameThreadIOStrategy.getInstance())
            .setSelectorRunnersCount(settings.selectorThreads())
            .setTcpNoDelay(true)
            .setReuseAddress(true)
            // Otherwise it is what the system allows the socket, which may be megabytes a read.
            .setReadBufferSize(READ_BUFFER_BYTES)
            .build();
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port can't be bound
   */
  public synchronized void start() throws IOException {
    HttpServerFilter server = new HttpServerFilter(serverConfiguration(), idleTimeouts);
    server.setHttpHandler(gateway);
    transport.setProcessor(
        FilterChainBuilder.stateless()
            .add(new TransportFilter())
            .add(new ConnectionFilter(connections))
            .add(new HttpCodec(settings.maxHeaderBytes(), gateway.settings().maxDrainedBytes()))
            .add(
                new IdleTimeoutFilter(
                    idleTimeouts,
                    settings.idleTimeout().toMillis(),
                    TimeUnit.MILLISECONDS,
                    // Not gracefully: a client that never reads would keep its answers here.
                    Connection::terminateSilently))
            .add(server)
            .build());
    idleTimeouts.start();
    gateway.start();
    try {
      listener = transport.bind(settings.host(), settings.port());
      transport.start();
    } catch (IOException e) {
      shutDown();
      throw e;
    }
  }

  /**
   * The port that is listened on.
   *
   * @throws IllegalStateException if the server has not been started
   */
  public synchronized int port() {
    if (listener == null) {
      throw new IllegalStateException("not started");
    }
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /**
   * Stops: accepts nothing more, lets the requests that were accepted finish for as long as the
   * period of grace lasts, and then closes (clause R6). A request that comes in meanwhile on a
   * connection that is open already is answered 503. Returns when everything is closed.
   */
  @Override
  public synchronized void close() {
    if (transport.isStopped()) {
      return;
    }
    long deadline = System.nanoTime() + settings.gracePeriod().toNanos();
    transport.unbindAll();
    gateway.active().close();
    onStopping.run();
    try {
      if (!gateway.active().awaitNone(left(deadline))) {
        LOG.warn("Requests were still running when the period of grace was over");
      }
      closeConnections(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shutDown();
    }
  }

  /** Lets every connection send what it still has to send. */
  private void closeConnections(long deadline) throws InterruptedException {
    for (Connection<?> connection : connections) {
      ConnectionState.of(connection).execute(connection::closeSilently);
    }
    synchronized (connections) {
      for (long millis = left(deadline).toMillis();
          millis > 0 && !connections.isEmpty();
          millis = left(deadline).toMillis()) {
        connections.wait(millis);
      }
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private void shutDown() {
    try {
      transport.shutdownNow();
    } catch (IOException e) {
      LOG.warn("The transport did not shut down cleanly", e);
    }
    idleTimeouts.destroy();
    idleChecker.shutdownNow();
    gateway.destroy();
  }

  private static ServerFilterConfiguration serverConfiguration() {
    ServerFilterConfiguration configuration = new ServerFilterConfiguration();
    // The gateway counts the requests, limits the bodies and answers TRACE itself.
    configuration.setGracefulShutdownSupported(false);
    configuration.setMaxPostSize(-1);
    configuration.setPassTraceRequest(true);
    return configuration;
  }
}
