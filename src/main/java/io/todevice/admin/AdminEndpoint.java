package io.todevice.admin;

import io.todevice.http.wire.HttpServer;
import io.todevice.http.wire.ListenerSettings;
import io.todevice.http.wire.MessageLimits;
import io.todevice.http.wire.RequestHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Serves this machine over HTTP, beside the server. Safe for use by many threads.
 *
 * <p>It listens on the loopback interface only, and refuses requests for any other host: a web page
 * that has its own name lead to this machine (DNS rebinding) does not get to use it.
 */
public final class AdminEndpoint implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final MessageLimits LIMITS =
      new MessageLimits(
          8 << 10,
          MAX_BODY_BYTES,
          1 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  private final HttpServer server;
  private final InetSocketAddress address;

  private AdminEndpoint(InetSocketAddress wanted, RequestHandler handler) throws IOException {
    server =
        new HttpServer(
            new ListenerSettings(
                wanted.getAddress().getHostAddress(),
                wanted.getPort(),
                /* selectorThreads= */ 1,
                MAX_CONNECTIONS,
                Duration.ofSeconds(1),
                LIMITS),
            new LocalRequests(this::port, handler));
    server.start();
    address = new InetSocketAddress(wanted.getAddress(), server.port());
  }

  /**
   * Begins to listen.
   *
   * @param address where, a loopback address; port 0 takes any that is free
   * @param handler serves the requests to this machine
   * @throws IllegalArgumentException if it is no loopback address
   * @throws IOException if it cannot listen there
   */
  public static AdminEndpoint start(InetSocketAddress address, RequestHandler handler)
      throws IOException {
    if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the admin endpoint is for this machine only");
    }
    return new AdminEndpoint(address, handler);
  }

  private int port() {
    return server.port();
  }

  /** Where it listens, with the port that it really got. */
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    server.close();
  }
}
