package io.todevice.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
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

  private static final int MAX_BODY_BYTES = 16 << 20;
  private static final int PIECES = 8;

  private final URI server;
  private final Fault fault;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
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
    this.server = URI.create(server);
    this.fault = fault;
    listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    acceptance = CompletableFuture.runAsync(this::accept, threads);
  }

  /** Where it listens. */
  public String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        sockets.add(client);
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
      sockets.remove(client);
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
            && lengths.stream().mapToInt(Integer::parseInt).allMatch(n -> n <= MAX_BODY_BYTES);
    if (!isPlain) {
      passThrough(client, in, head, new byte[0]);
      return false;
    }
    int length = lengths.isEmpty() ? 0 : Integer.parseInt(lengths.get(0));
    byte[] body = codings.isEmpty() ? in.readNBytes(length) : HttpWire.readChunks(in);
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
    ProxyResponse response = fault.handle(request, this::send);
    return respond(client, response);
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
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(
        HttpWire.head(
            "HTTP/1.1 " + response.status() + " -", response.headers(), response.body().length));
    int length = response.body().length;
    boolean isWhole = part == ProxyResponse.Part.WHOLE;
    message.write(response.body(), 0, isWhole ? length : length / 2);
    byte[] bytes = message.toByteArray();
    long pause = response.sending().pause().toMillis();
    int pieces = pause == 0 ? 1 : PIECES;
    for (int i = 0; i < pieces; i++) {
      Thread.sleep(pause);
      int from = (int) ((long) bytes.length * i / pieces);
      int to = (int) ((long) bytes.length * (i + 1) / pieces);
      client.getOutputStream().write(bytes, from, to - from);
      client.getOutputStream().flush();
    }
    return isWhole;
  }

  /** Asks the server, on a connection of its own. */
  private ProxyResponse send(ProxyRequest request) throws IOException {
    try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
      sockets.add(upstream);
      upstream.setTcpNoDelay(true);
      List<String> headers = new ArrayList<>(request.headers());
      headers.add("Connection: close");
      HttpWire.write(
          upstream.getOutputStream(),
          request.method() + " " + request.target() + " HTTP/1.1",
          headers,
          request.body());
      InputStream in = new BufferedInputStream(upstream.getInputStream(), 1 << 16);
      List<String> lines = HttpWire.lines(HttpWire.readHead(in));
      String[] status = lines.remove(0).split(" ", 3);
      if (status.length < 2) {
        throw new IOException("the server closed the connection");
      }
      List<String> lengths = HttpWire.values(lines, "Content-Length");
      byte[] body =
          HttpWire.values(lines, "Transfer-Encoding").contains("chunked")
              ? HttpWire.readChunks(in)
              : lengths.isEmpty()
                  ? in.readAllBytes()
                  : in.readNBytes(Integer.parseInt(lengths.get(0)));
      sockets.remove(upstream);
      return new ProxyResponse(
          Integer.parseInt(status[1]),
          lines.stream().filter(line -> !HttpWire.isFraming(line)).toList(),
          body);
    }
  }

  /** What is no plain HTTP is the server's business, unless the fault is just there. */
  private void passThrough(Socket client, InputStream in, byte[] head, byte[] body)
      throws IOException, InterruptedException {
    if (fault.hangsOnBrokenRequests()) {
      Thread.sleep(60_000);
      return;
    }
    try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
      sockets.add(upstream);
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
      sockets.remove(upstream);
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    // The port stays open until the thread that accepts has noticed.
    acceptance.join();
    sockets.forEach(FaultProxy::closeQuietly);
    threads.shutdownNow();
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more in any case.
    }
  }
}
