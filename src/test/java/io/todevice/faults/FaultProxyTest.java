package io.todevice.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.faults.ProxyResponse.Sending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The proxy of faults")
class FaultProxyTest {

  private static final long LONG = 300L << 20;

  /** What a server does with a connection on which a head has come in. */
  private interface Script {
    void run(OutputStream out) throws IOException;
  }

  private final ServerSocket server = listen();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private FaultProxy before(Script script, Fault fault) throws IOException {
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  HttpWire.readHead(socket.getInputStream());
                  script.run(socket.getOutputStream());
                } catch (IOException e) {
                  // The proxy has closed the connection, or the test is over.
                }
              }
            });
    return new FaultProxy("http://127.0.0.1:" + server.getLocalPort(), fault);
  }

  private static HttpRequest request(FaultProxy proxy) {
    return HttpRequest.newBuilder(URI.create(proxy.baseUrl() + "/any")).build();
  }

  private static void writeLong(OutputStream out, boolean isChunked) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\n"
                + (isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + LONG)
                + "\r\n\r\n")
            .getBytes(US_ASCII));
    byte[] part = new byte[1 << 20];
    for (long sent = 0; sent < LONG; sent += part.length) {
      if (isChunked) {
        HttpWire.writeChunk(out, part, part.length);
      } else {
        out.write(part);
      }
    }
    if (isChunked) {
      HttpWire.writeChunk(out, part, 0);
    }
  }

  private static long count(InputStream body) throws IOException {
    byte[] part = new byte[1 << 16];
    long sum = 0;
    for (int count = body.read(part); count > 0; count = body.read(part)) {
      sum += count;
    }
    return sum;
  }

  @Test
  @DisplayName("passes a response on as it arrives, before it is complete")
  void streams() throws Exception {
    CompletableFuture<Void> isRead = new CompletableFuture<>();
    try (FaultProxy proxy =
            before(
                out -> {
                  out.write("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n".getBytes(US_ASCII));
                  out.write(new byte[100_000]);
                  out.flush();
                  isRead.join();
                  out.write(new byte[100_000]);
                },
                Fault.NONE);
        InputStream body =
            HttpClient.newHttpClient().send(request(proxy), BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(65_536)).hasSize(65_536);
      isRead.complete(null);
      assertThat(count(body)).isEqualTo(200_000 - 65_536);
    }
  }

  @Test
  @DisplayName("holds only a part of a response that is longer than its bound, looked at or not")
  void longResponses() throws Exception {
    Fault edit =
        (request, upstream) -> Edits.edit(upstream.send(request), object -> object.put("a", 1));
    for (boolean isChunked : new boolean[] {true, false}) {
      try (FaultProxy proxy =
              before(out -> writeLong(out, isChunked), isChunked ? edit : Fault.NONE);
          InputStream body =
              HttpClient.newHttpClient()
                  .send(request(proxy), BodyHandlers.ofInputStream())
                  .body()) {
        assertThat(count(body)).isEqualTo(LONG);
      }
    }
  }

  @Test
  @DisplayName("does not make a whole response of one that the server has cut")
  void cutByTheServer() throws Exception {
    try (FaultProxy proxy =
        before(
            out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n12".getBytes(US_ASCII)),
            Fault.NONE)) {
      assertThatThrownBy(
              () -> HttpClient.newHttpClient().send(request(proxy), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @DisplayName("cuts a long response too")
  void cutsLongOnes() throws Exception {
    Fault cut = (request, upstream) -> upstream.pass(request).withSending(Sending.HALF);
    try (FaultProxy proxy = before(out -> writeLong(out, false), cut)) {
      assertThatThrownBy(
              () -> HttpClient.newHttpClient().send(request(proxy), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @DisplayName("waits for the response behind an interim one")
  void interim() throws Exception {
    try (FaultProxy proxy =
        before(
            out ->
                out.write(
                    ("HTTP/1.1 100 Continue\r\n\r\n"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                        .getBytes(US_ASCII)),
            Fault.NONE)) {
      assertThat(HttpClient.newHttpClient().send(request(proxy), BodyHandlers.ofString()).body())
          .isEqualTo("ok");
    }
  }

  @Test
  @DisplayName("closes the connection after the response if the client asks for that")
  void closes() throws Exception {
    try (FaultProxy proxy =
            before(
                out ->
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII)),
                Fault.NONE);
        Socket client = new Socket("127.0.0.1", proxy.address().getPort())) {
      client.setSoTimeout(20_000);
      client
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).endsWith("ok");
    }
  }
}
