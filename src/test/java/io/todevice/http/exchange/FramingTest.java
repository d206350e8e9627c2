package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends, and what is no HTTP. */
class FramingTest {

  private static final String PUT =
      "PUT " + V3 + "/echo/a/b HTTP/1.1\nHost: x\nAuthorization: Bearer good\n";
  private static final String TEN = "aaaaaaaaaa";
  private static final String LONGEST_NAME =
      "%2d%2D"
          + (TEN + TEN + TEN + TEN + TEN)
          + (TEN + TEN + TEN + TEN + TEN)
          + (TEN + TEN + TEN + TEN + TEN)
          + (TEN + TEN + TEN + TEN + TEN)
          + (TEN + TEN + TEN + TEN + TEN)
          + "aaa";
  private static final String LONGEST_ADDRESS = TEN + TEN + TEN + TEN + TEN + TEN + "::aa";
  private static final String OPEN = "GET " + V3 + "/public HTTP/1.1\nHost: x\n\n";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(Mode.DIRECT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nContent-Length: 5",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: chunkedx",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
        "Content-Length : 5",
        "Content-Length: 5\nContent-Length: 6",
        "Content-Length: abc",
        "Content-Length: -1",
        "Content-Length: +5",
        "Content-Length: 5, 5",
        "Content-Length: 99999999999999999999",
        "Content-Length:",
        "X Y: z",
        "Host: x"
      })
  @DisplayName("S6: what can be read in two ways is 400, and nothing behind it is looked at")
  void framing(String headers) {
    int before = server.resource.echoed.get();
    try (RawConnection connection = server.connect()) {
      connection.send(PUT + headers + "\n\n0\n\n" + PUT + "Content-Length: 2\n\n{}", "");
      Reply reply = connection.read();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.errcode()).isEqualTo("M_UNKNOWN");
      assertThat(reply.headers())
          .containsEntry("access-control-allow-origin", "*")
          .containsEntry("connection", "close");
      assertThat(connection.isClosed()).isTrue();
    }
    assertThat(server.resource.echoed).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a/b",
        "a@b",
        "a\"b",
        "<a>",
        "a:b",
        "a:80:80",
        "[::1",
        "::1",
        "[g]",
        "a%2",
        "\u00e4",
        "a%4g",
        "a:123456",
        LONGEST_NAME + "n",
        LONGEST_NAME + "%41",
        "[" + LONGEST_ADDRESS + "f]",
        "[]",
        "a\\b",
        "a#b",
        "a?b"
      })
  @DisplayName("R1: a Host that is none is 400 (RFC 9110, 7.2)")
  void badHost(String host) {
    try (RawConnection connection = server.connect()) {
      connection.send(OPEN.replace("Host: x", "Host: " + host), "");
      assertThat(connection.read().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "example.org:8448",
        "[::1]",
        "[::1]:80",
        "1.2.3.4:",
        "a_b.c%2D",
        LONGEST_NAME + ":65535",
        "[" + LONGEST_ADDRESS + "]"
      })
  @DisplayName("R1: a Host of any kind is one")
  void goodHost(String host) {
    try (RawConnection connection = server.connect()) {
      connection.send(OPEN.replace("Host: x", "Host: " + host), "");
      assertThat(connection.read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\n\n",
        "GET / HTTP/3.0\nHost: x\n\n",
        "GET " + V3 + "/public HTTP/1.1\n\n",
        "PUT " + V3 + "/echo/a/b HTTP/2.0\n\n",
        "PRI * HTTP/2.0\n\nSM\n\n"
      })
  @DisplayName("S6: what is no HTTP/1.1 is a clear error, and the connection is closed")
  void noHttp(String text) {
    try (RawConnection connection = server.connect()) {
      Reply reply = connection.send(text, "").read();
      assertThat(reply.status()).isBetween(400, 505);
      assertThat(reply.body()).contains("\"errcode\":\"M_");
      assertThat(reply.headers()).containsEntry("access-control-allow-origin", "*");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("R1: what is no request behind a HEAD is an error with its body")
  void noHttpBehindHead() {
    try (RawConnection connection = server.connect()) {
      connection.send(OPEN.replace("GET", "HEAD") + "GET /\n\n", "");
      assertThat(connection.readHead().status()).isEqualTo(200);
      Reply reply = connection.read();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("\"errcode\":\"M_");
    }
  }

  @Test
  @DisplayName("R1: CONNECT is 405, and the connection is closed")
  void connect() {
    try (RawConnection connection = server.connect()) {
      connection.send("CONNECT example.org:443 HTTP/1.1\nHost: example.org\n\n" + OPEN, "");
      assertThat(connection.readHead().status()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("S6: TRACE with a body is 400, and its body is not taken for a request")
  void trace(boolean isChunked) {
    String inside = OPEN.replace("\n", "\r\n");
    String length = Integer.toHexString(inside.length());
    try (RawConnection connection = server.connect()) {
      connection.send(
          "TRACE "
              + V3
              + "/public HTTP/1.1\nHost: x\n"
              + (isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + inside.length())
              + "\n\n",
          isChunked ? length + "\r\n" + inside + "\r\n0\r\n\r\n" : inside);
      assertThat(connection.read().status()).isEqualTo(400);
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("R1: TRACE without a body is 405, and the connection goes on")
  void traceAlone() {
    try (RawConnection connection = server.connect()) {
      connection.send(OPEN.replace("GET", "TRACE") + OPEN, "");
      assertThat(connection.read().status()).isEqualTo(405);
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
    }
  }

  @Test
  @DisplayName("S6: a target that is too long is 414, any other head that is too long is 431")
  void longHead() {
    assertThat(statusOf(OPEN.replace(" /", " /" + "x".repeat(9_000)))).isEqualTo(414);
    assertThat(statusOf(PUT + "X: " + "x".repeat(9_000) + "\n\n")).isEqualTo(431);
    assertThat(statusOf(PUT + "X: x\n".repeat(200) + "\n")).isEqualTo(431);
  }

  private static int statusOf(String head) {
    try (RawConnection connection = server.connect()) {
      Reply reply = connection.send(head, "").read();
      assertThat(reply.body()).contains("M_UNKNOWN");
      return reply.status();
    }
  }

  @Test
  @DisplayName("S6: chunks that are no chunks are 400")
  void brokenChunks() {
    for (String chunks : new String[] {"xyz\r\n", "5\r\nhello\r\nxyz\r\n", "-1\r\nx\r\n"}) {
      try (RawConnection connection = server.connect()) {
        connection.send(PUT + "Transfer-Encoding: chunked\n\n", chunks);
        Reply reply = connection.read();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("M_UNKNOWN");
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }
}
