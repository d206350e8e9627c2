package io.todevice.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in front of a server and lets a {@link Fault} at everything that is plain HTTP. What is
 * not passes through unseen, byte by byte.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 1_000;
  private static final int PIECES = 8;
  private static final int CHUNK_BYTES = 64 << 10;

  private final URI server;
  private final Fault fault;
  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> upstreams = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });

  private final CompletableFuture<Void> acceptance;

  /** Starts before the server at a base URL, on a free port of the loopback interface. */
  public FaultProxy(String server, Fault fault) throws IOException {
    this(URI.create(server), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), fault);
  }

  /**
   * Starts before a server.
   *
   * @param server its base URL, {@code http} or {@code https}, without a path
   * @param listen where clients find the proxy; port 0 takes any that is free
   * @throws IOException if it cannot listen there
   */
  public FaultProxy(URI server, InetSocketAddress listen, Fault fault) throws IOException {
    this.server = server;
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

  /**
   * Connects to a server once.
   *
   * @throws IOException if it cannot be reached
   */
  public static void requireReachable(URI server) throws IOException {
    try (ServerConnections probe = new ServerConnections(server, new HashSet<>())) {
      var unused = probe.connect();
    }
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
      InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
      while (serveOne(client, in)) {
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

  private boolean serveOne(Socket client, InputStream in) throws IOException, InterruptedException {
    byte[] head = HttpWire.readHead(in);
    if (head.length == 0) {
      return false;
    }
    List<String> lines = HttpWire.lines(head);
    String[] first = lines.remove(0).split(" ", -1);
    List<String> lengths = HttpWire.values(lines, "Content-Length");
    List<String> codings = HttpWire.values(lines, "Transfer-Encoding");
    boolean isPlain =
        first.length == 3
            && first[1].startsWith("/")
            && first[2].equals("HTTP/1.1")
            && lines.stream().allMatch(line -> line.matches("[!#-'*+.^-z|~0-9A-Z-]+:.*"))
            && lengths.size() + codings.size() <= 1
            && lengths.stream().allMatch(length -> length.matches("\\d{1,8}"))
            && codings.stream().allMatch("chunked"::equals)
            && lengths.stream()
                .mapToInt(Integer::parseInt)
                .allMatch(n -> n <= ServerConnections.MAX_BODY_BYTES);
    if (!isPlain) {
      passThrough(client, in, head, new byte[0]);
      return false;
    }
    int length = lengths.isEmpty() ? 0 : Integer.parseInt(lengths.get(0));
    byte[] body =
        codings.isEmpty()
            ? in.readNBytes(length)
            : BodyInput.chunked(in).readNBytes(ServerConnections.MAX_BODY_BYTES);
    if (body.length == ServerConnections.MAX_BODY_BYTES && !codings.isEmpty()) {
      throw new IOException("a body in chunks is too long");
    }
    if (codings.isEmpty() && body.length < length) {
      passThrough(client, in, head, body);
      return false;
    }
    ProxyRequest request =
        new ProxyRequest(
            first[0],
            first[1],
            lines.stream().filter(line -> !HttpWire.isFraming(line)).toList(),
            body,
            !codings.isEmpty());
    boolean isLast = HttpWire.values(lines, "Connection").contains("close");
    try (ServerConnections upstream = new ServerConnections(server, upstreams)) {
      return respond(client, fault.handle(request, upstream)) && !isLast;
    }
  }

  /** Returns whether the connection goes on. */
  private static boolean respond(Socket client, ProxyResponse response)
      throws IOException, InterruptedException {
    ProxyResponse.Part part = response.sending().part();
    if (part == ProxyResponse.Part.RESET) {
      client.setSoLinger(true, 0);
    }
    if (part == ProxyResponse.Part.NONE || part == ProxyResponse.Part.RESET) {
      return false;
    }
    byte[] body = response.body();
    boolean isWhole = part == ProxyResponse.Part.WHOLE;
    OutputStream out = client.getOutputStream();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(
        HttpWire.head(
            "HTTP/1.1 " + response.status() + " -",
            response.headers(),
            response.rest().isPresent()
                ? "Transfer-Encoding: chunked"
                : "Content-Length: " + body.length));
    if (response.rest().isEmpty()) {
      message.write(body, 0, isWhole ? body.length : body.length / 2);
    } else if (isWhole) {
      HttpWire.writeChunk(message, body, body.length);
    }
    byte[] bytes = message.toByteArray();
    long pause = response.sending().pause().toMillis();
    int pieces = pause == 0 ? 1 : PIECES;
    for (int i = 0; i < pieces; i++) {
      Thread.sleep(pause);
      int from = (int) ((long) bytes.length * i / pieces);
      int to = (int) ((long) bytes.length * (i + 1) / pieces);
      out.write(bytes, from, to - from);
      out.flush();
    }
    if (isWhole && response.rest().isPresent()) {
      writeRest(response.rest().get(), out);
    }
    return isWhole;
  }

  private static void writeRest(InputStream rest, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int count = rest.read(chunk); count > 0; count = rest.read(chunk)) {
      HttpWire.writeChunk(out, chunk, count);
    }
    HttpWire.writeChunk(out, chunk, 0);
  }

  /** What is no plain HTTP is the server's business, unless the fault is just there. */
  private void passThrough(Socket client, InputStream in, byte[] head, byte[] body)
      throws IOException, InterruptedException {
    if (fault.hangsOnBrokenRequests()) {
      Thread.sleep(60_000);
      return;
    }
    try (ServerConnections connections = new ServerConnections(server, upstreams)) {
      Socket upstream = connections.connect();
      upstream.getOutputStream().write(head);
      upstream.getOutputStream().write(body);
      threads.execute(
          () -> {
            try {
              in.transferTo(upstream.getOutputStream());
              upstream.shutdownOutput();
            } catch (IOException e) {
              // Said to the client by the end of its connection.
            }
          });
      upstream.getInputStream().transferTo(client.getOutputStream());
    }
  }

  /** Waits until no request is in progress, or a time is over. */
  public void finish(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      while (!upstreams.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
