package io.todevice.http.wire;

import io.todevice.threads.Daemons;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.TransportProbe;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP port on which HTTP/1.1 is served, by a few selector threads that run the requests
 * themselves. Made for one start and one stop; both may be called from any thread.
 */
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final long CLOSE_SECONDS = 5;

  private final ListenerSettings settings;
  private final RequestHandler handler;
  private final Memory memory;
  private final Connections connections;
  private final ScheduledThreadPoolExecutor timer;
  private final EventStrategy strategy;
  private final TCPNIOTransport transport;
  private @Nullable TCPNIOServerConnection listener;

  /** A server that does not listen yet. */
  public HttpServer(ListenerSettings settings, RequestHandler handler) {
    this.settings = settings;
    this.handler = handler;
    memory = Memory.ofHeap(settings.messages().maxBodyBytes());
    connections = new Connections(settings.maxConnections());
    timer = new ScheduledThreadPoolExecutor(1, Daemons.named("http-timer"));
    timer.setRemoveOnCancelPolicy(true);
    ResponseEncoder encoder = new ResponseEncoder(handler.commonFields());
    strategy =
        new EventStrategy(
            timer,
            new ConnectionContext(settings.messages(), memory, connections, encoder, handler));
    transport =
        TCPNIOTransportBuilder.newInstance()
            .setName("http")
            .setIOStrategy(strategy)
            .setSelectorRunnersCount(settings.selectorThreads())
            .setTcpNoDelay(true)
            .setReuseAddress(true)
            .build();
    transport
        .getMonitoringConfig()
        .addProbes(
            new TransportProbe.Adapter() {
              @Override
              public void onErrorEvent(Transport failing, Throwable error) {
                OutOfMemory.check(error);
              }
            });
    transport.setProcessor(FilterChainBuilder.stateless().add(strategy).build());
  }

  /** What the connections hold. */
  public Memory memory() {
    return memory;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port can't be bound
   */
  public synchronized void start() throws IOException {
    // The first socket that is closed needs a descriptor of the JDK's own, which later may not be
    // had.
    SocketChannel.open().close();
    handler.start(timer);
    MessageLimits limits = settings.messages();
    long period =
        Stream.of(limits.stallTimeout(), limits.requestTimeout(), limits.idleTimeout())
            .mapToLong(timeout -> Math.min(TimeUnit.SECONDS.toNanos(1), timeout.toNanos() / 4 + 1))
            .min()
            .orElseThrow();
    timer.scheduleWithFixedDelay(this::watch, period, period, TimeUnit.NANOSECONDS);
    try {
      listener = transport.bind(settings.host(), settings.port());
      transport.start();
    } catch (IOException e) {
      shutDown();
      throw e;
    }
  }

  private void watch() {
    connections.expire();
    strategy.checkSelectors();
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
   * period of grace lasts, and then closes (clause R6). Returns when everything is closed.
   */
  @Override
  public synchronized void close() {
    if (transport.isStopped()) {
      return;
    }
    long deadline = System.nanoTime() + settings.gracePeriod().toNanos();
    transport.unbindAll();
    handler.stopping();
    try {
      if (!connections.closeAll(Duration.ofNanos(deadline - System.nanoTime()))) {
        LOG.warn("Requests were still running when the period of grace was over");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shutDown();
    }
  }

  private void shutDown() {
    strategy.stop();
    ExecutorService selectors = transport.getKernelThreadPool();
    try {
      transport.shutdownNow();
      // Sockets that are registered with a selector are closed when its thread ends.
      if (selectors != null && !selectors.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The sockets were not closed within {} s", CLOSE_SECONDS);
      }
    } catch (IOException e) {
      LOG.warn("The transport did not shut down cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    handler.stopped();
    timer.shutdownNow();
  }
}
