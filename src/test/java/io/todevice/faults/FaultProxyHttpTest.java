package io.todevice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.http.wire.MessageLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The proxy of faults, on the wire,")
class FaultProxyHttpTest {

  private static final MessageLimits SMALL =
      new MessageLimits(
          4096,
          1000,
          1 << 20,
          Duration.ofMillis(300),
          Duration.ofMillis(600),
          Duration.ofSeconds(20));

  private static final ProxyResponse TEAPOT = new ProxyResponse(418, List.of(), new byte[0]);

  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isLeft = new AtomicBoolean();
  private final ServerSocket server = listen();

  /** What the server behind the proxy answers; nothing: it waits for the end of the connection. */
  private volatile String answer = "HTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\nok";

  private FaultProxy proxy = start(Fault.NONE);

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private FaultProxy start(Fault fault) {
    CompletableFuture<Void> unused = CompletableFuture.runAsync(this::serve);
    try {
      return new FaultProxy(
          new FaultTarget(URI.create("http://127.0.0.1:" + server.getLocalPort())),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          SMALL,
          fault);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        heads.add(new String(HttpWire.readHead(socket.getInputStream()), ISO_8859_1));
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        if (answer.isEmpty()) {
          isLeft.set(socket.getInputStream().read() < 0);
        }
      } catch (IOException e) {
        isLeft.set(true);
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private Socket connect(String request) throws IOException {
    Socket client = new Socket("127.0.0.1", proxy.address().getPort());
    client.setSoTimeout(20_000);
    client.getOutputStream().write(request.getBytes(ISO_8859_1));
    return client;
  }

  /** All that comes until the proxy closes the connection. */
  private String exchange(String request) throws IOException {
    try (Socket client = connect(request)) {
      return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private String get(String answered) throws IOException {
    answer = answered;
    return exchange("GET /a HTTP/1.1\r\nHost: a\r\nConnection: TE, close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a?b=c HTTP/1.0\r\n\r\n",
        "GET http://elsewhere.example/a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
      })
  @DisplayName("lets faults at requests in HTTP/1.0 and in absolute form")
  void forms(String request) throws Exception {
    assertThat(exchange(request)).startsWith("HTTP/1.1 200 Fine\r\n").endsWith("\r\n\r\nok");
    assertThat(heads.get(0))
        .startsWith("GET /a?b=c HTTP/1.1\r\n")
        .contains("Host: ")
        .containsOnlyOnce("Connection: close");
    proxy.close();
    proxy =
        start((asked, upstream) -> asked.target().equals("/a?b=c") ? TEAPOT : upstream.pass(asked));
    assertThat(exchange(request)).startsWith("HTTP/1.1 418 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'Content-Length: 2\nTransfer-Encoding: chunked', 400",
    "'Content-Length: 2\nContent-Length: 3', 400",
    "Content-Length: -2, 400",
    "Content Length: 2, 400",
    "Content-Length: 1001, 413",
    "Content-Length: 2, 408",
    "'Expect: more\nContent-Length: 2', 417",
  })
  @DisplayName("refuses what is not a valid request, and closes the connection")
  void malformed(String fields, String status) throws Exception {
    String head = "POST /a HTTP/1.1\r\nHost: a\r\n" + fields.replace("\n", "\r\n") + "\r\n\r\n";
    assertThat(exchange(head))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("errcode", "Connection: close");
    assertThat(heads).isEmpty();
  }

  @Test
  @DisplayName("refuses invalid chunks, and closes the connection of a head that does not end")
  void slowAndBad() throws Exception {
    String chunked = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(exchange(chunked + "zz\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET /a HTTP/1.1\r\nHost:")).isEmpty();
    assertThat(heads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 Fine indeed\r\nA: b\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 70\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n12",
        "HTTP/1.1 200 OK\r\n\r\nuntil the end",
      })
  @DisplayName("passes responses on as they are")
  void responses(String answered) throws Exception {
    assertThat(get(answered))
        .isEqualTo(answered.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  }

  @Test
  @DisplayName("passes the length of the response to a HEAD on")
  void head() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\n";
    assertThat(exchange("HEAD /a HTTP/1.0\r\n\r\n"))
        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 70\r\nConnection: close\r\n\r\n");
  }

  @Test
  @DisplayName("asks a client that expects 100-continue to send the body")
  void expectation() throws Exception {
    try (Socket client =
        connect(
            "PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n"
                + "Content-Length: 2\r\n\r\n")) {
      assertThat(client.getInputStream().readNBytes(25))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      client.getOutputStream().write("hi".getBytes(ISO_8859_1));
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1)).endsWith("ok");
    }
    assertThat(heads.get(0)).doesNotContain("Expect");
  }

  @Test
  @DisplayName("leaves the server when the client has left, and keeps a client that waits")
  void left() throws Exception {
    answer = "";
    try (Socket client = connect("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")) {
      await().until(() -> !heads.isEmpty());
      await().during(Duration.ofMillis(1200)).until(() -> !isLeft.get());
    }
    await().untilTrue(isLeft);
  }

  @Test
  @DisplayName("refuses a request that comes back to it")
  void loop() throws Exception {
    int port;
    try (ServerSocket free = listen()) {
      port = free.getLocalPort();
    }
    proxy.close();
    proxy =
        new FaultProxy(
            new FaultTarget(URI.create("http://127.0.0.1:" + port)),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            SMALL,
            Fault.NONE);
    assertThat(get("")).startsWith("HTTP/1.1 508 ");
  }
}
