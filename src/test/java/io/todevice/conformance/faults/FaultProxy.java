package io.todevice.conformance.faults;

import java.io.BufferedInputStream;
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
final class FaultProxy implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 16 << 20;

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

  FaultProxy(String server, Fault fault) throws IOException {
    this.server = URI.create(server);
    this.fault = fault;
    listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    acceptance = CompletableFuture.runAsync(this::accept, threads);
  }

  String baseUrl() {
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
      // Whoever it was is gone.
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
    List<String> headers = new ArrayList<>(response.headers());
    HttpWire.write(
        client.getOutputStream(), "HTTP/1.1 " + response.status() + " -", headers, response.body());
    return true;
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
  public void close() throws IOException {
    listener.close();
    // The port stays open until the thread that accepts has noticed.
    acceptance.join();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
