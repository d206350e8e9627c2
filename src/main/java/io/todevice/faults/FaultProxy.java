package io.todevice.faults;

import io.todevice.http.wire.Framing;
import io.todevice.http.wire.MalformedRequestException;
import io.todevice.http.wire.MessageLimits;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.RequestStream;
import io.todevice.threads.Daemons;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in front of a server and lets a {@link Fault} at every request. Refuses what is not a
 * request, as the server does.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 1_000;

  /** How long a client may take to close a connection after its last response. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** Before a server whose own limits are not known. */
  public static final MessageLimits LIMITS =
      new MessageLimits(
          /* maxHeadBytes= */ 1 << 20,
          /* maxBodyBytes= */ 64 << 20,
          /* maxDrainedBytes= */ 1 << 20,
          /* stallTimeout= */ Duration.ofSeconds(30),
          /* requestTimeout= */ Duration.ofMinutes(5),
          /* idleTimeout= */ Duration.ofMinutes(2));

  private final FaultTarget target;
  private final MessageLimits limits;
  private final Fault fault;

  /** What it calls itself to others (RFC 9110, 7.6.3), to know a request that has come back. */
  private final String name = "todevice-faults-" + UUID.randomUUID();

  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> upstreams = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Daemons.named("fault-proxy"));

  private final CompletableFuture<Void> acceptance;

  /** Starts before the server at a base URL, on a free port of the loopback interface. */
  public FaultProxy(String server, Fault fault) throws IOException {
    this(
        new FaultTarget(URI.create(server)),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        LIMITS,
        fault);
  }

  /**
   * Starts before a server.
   *
   * @param target the server
   * @param listen where clients find the proxy; port 0 takes any that is free
   * @param limits how long requests may be, and how long clients may take
   * @throws IOException if it cannot listen there
   */
  public FaultProxy(FaultTarget target, InetSocketAddress listen, MessageLimits limits, Fault fault)
      throws IOException {
    this.target = target;
    this.limits = limits;
    this.fault = fault;
    listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(listen, MAX_CONNECTIONS);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    acceptance = CompletableFuture.runAsync(this::accept, threads);
  }

  /** Where it listens, with the port that it really got. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Its URL for clients on this machine. */
  public String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (clients.size() >= MAX_CONNECTIONS) {
          client.close();
          continue;
        }
        client.setTcpNoDelay(true);
        clients.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      RequestStream requests = new RequestStream(client, limits);
      while (serveOne(client, requests)) {
        // The next request on the same connection.
      }
    } catch (IOException e) {
      // The client or the server is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  private boolean serveOne(Socket client, RequestStream requests)
      throws IOException, InterruptedException {
    RequestHead head;
    byte[] body;
    try {
      head = requests.readHead();
      if (head == null) {
        return false;
      }
      if (head.framing().expectsContinue()) {
        client.getOutputStream().write(HttpWire.head("HTTP/1.1 100 Continue", List.of()));
      }
      body = requests.readBody(head);
    } catch (MalformedRequestException | EOFException e) {
      if (fault.hangsOnBrokenRequests()) {
        Thread.sleep(60_000);
      } else if (e instanceof MalformedRequestException malformed) {
        new ResponseWriter(client, "", /* isLast= */ true, /* isVersion10= */ false)
            .write(Refusals.malformed(malformed.status(), String.valueOf(malformed.getMessage())));
        client.shutdownOutput();
        requests.drain(CLOSING);
      }
      return false;
    }
    Framing framing = head.framing();
    ProxyRequest request =
        new ProxyRequest(
            head.method(),
            head.target(),
            HttpWire.forwarded(head.lines()),
            body,
            framing.length() == Framing.CHUNKED);
    boolean isLoop = request.listHeaders("Via").stream().anyMatch(hops -> hops.contains(name));
    Thread thread = Thread.currentThread();
    try (ServerConnections upstream =
        new ServerConnections(
            target, upstreams, name, () -> Thread.currentThread() != thread || requests.isOpen())) {
      return new ResponseWriter(
              client,
              request.method(),
              !framing.isKeptAlive() || framing.isVersion10(),
              framing.isVersion10())
          .write(isLoop ? Refusals.loop() : fault.handle(request, upstream));
    }
  }

  /** Waits until no request is in progress, or a time is over, and closes. */
  public void closeWithin(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      while (!upstreams.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void close() {
    closeQuietly(listener);
    // The port stays open until the thread that accepts has noticed.
    acceptance.join();
    clients.forEach(FaultProxy::closeQuietly);
    upstreams.forEach(FaultProxy::closeQuietly);
    threads.shutdownNow();
  }

  static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more in any case.
    }
  }
}
