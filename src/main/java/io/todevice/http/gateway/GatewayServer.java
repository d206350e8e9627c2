package io.todevice.http.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.utils.DelayedExecutor;
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
  private final TCPNIOTransport transport;
  private final Connections connections;
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
    connections = new Connections(settings.maxConnections(), settings.idleTimeout());
    transport =
        TCPNIOTransportBuilder.newInstance()
            .setName("http")
            .setIOStrategy(new AcceptingStrategy(gateway.timer()))
            .setSelectorRunnersCount(settings.selectorThreads())
            .setTcpNoDelay(true)
            .setReuseAddress(true)
            // Otherwise it is what the system allows the socket, which may be megabytes a read.
            .setReadBufferSize(READ_BUFFER_BYTES)
            .build();
    transport
        .getConnectionMonitoringConfig()
        .addProbes(
            new ConnectionProbe.Adapter() {
              @Override
              public void onWriteEvent(Connection connection, Buffer data, long size) {
                ConnectionState.of(connection).sent(size);
              }
            });
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port can't be bound
   */
  public synchronized void start() throws IOException {
    HttpServerFilter server =
        new HttpServerFilter(serverConfiguration(), new DelayedExecutor(gateway.timer()));
    server.setHttpHandler(gateway);
    transport.setProcessor(
        FilterChainBuilder.stateless()
            .add(new TransportFilter())
            .add(new ConnectionFilter(connections, gateway.bodies()))
            .add(new HttpCodec(settings.maxHeaderBytes(), gateway.settings().maxDrainedBytes()))
            .add(server)
            .build());
    // The first socket that is closed needs a descriptor of the JDK's own, which later may not be
    // had.
    SocketChannel.open().close();
    gateway.start();
    gateway
        .timer()
        .scheduleWithFixedDelay(
            connections::sweep,
            connections.sweepNanos(),
            connections.sweepNanos(),
            TimeUnit.NANOSECONDS);
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
      connections.closeAll(left(deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shutDown();
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
