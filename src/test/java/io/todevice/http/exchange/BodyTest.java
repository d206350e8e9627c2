package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.LIMITS;
import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import io.todevice.http.wire.MessageLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How bodies come in: at once, in pieces, in chunks, slowly, too long, or not at all. */
class BodyTest {

  private static final String HEAD =
      "PUT " + V3 + "/echo/a/b HTTP/1.1\nHost: x\nAuthorization: Bearer good\n";
  private static final String NEXT = "GET " + V3 + "/public HTTP/1.1\nHost: x\n\n";
  private static final int LIMIT = LIMITS.maxBodyBytes();

  private static TestServer server;
  private static TestServer impatient;

  @BeforeAll
  static void start() {
    server = new TestServer(Mode.DIRECT);
    impatient =
        new TestServer(
            Mode.DIRECT,
            new MessageLimits(
                8192,
                LIMIT,
                100_000,
                Duration.ofMillis(300),
                Duration.ofMillis(900),
                Duration.ofSeconds(60)),
            Duration.ofSeconds(1),
            () -> {});
  }

  @AfterAll
  static void stop() {
    server.close();
    impatient.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 400, 8_191, 8_192, 9_999, 10_000})
  @DisplayName("S6: a body up to the limit arrives whole, in one piece or in two")
  void lengths(int length) {
    String body = "x".repeat(length);
    try (RawConnection connection = server.connect()) {
      connection.send(HEAD + "Content-Length: " + length + "\n\n", body);
      assertEchoed(connection.read(), length);
      connection.send(HEAD + "Content-Length: " + length + "\n\n", "");
      if (length > 0) {
        assertThat(connection.isSilentFor(50)).isTrue();
      }
      connection.write(body.substring(0, length / 2)).write(body.substring(length / 2));
      assertEchoed(connection.read(), length);
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: a body that comes byte by byte arrives whole, and the connection goes on")
  void byteByByte() {
    try (RawConnection connection = server.connect()) {
      for (char c :
          (HEAD + "Content-Length: 10\n\n0123456789").replace("\n", "\r\n").toCharArray()) {
        connection.write(String.valueOf(c));
      }
      assertEchoed(connection.read(), 10);
      assertGoesOn(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\n\r\n",
        "5\r\nhello\r\n0\r\n\r\n",
        "1\r\na\r\n1\r\nb\r\n3\r\ncde\r\n0\r\n\r\n",
        "005\r\nhello\r\n000\r\n\r\n",
        "5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n"
      })
  @DisplayName("S6: a chunked body arrives whole, in one packet or split anywhere")
  void chunked(String chunks) {
    int length = chunks.startsWith("0\r") ? 0 : 5;
    String head = HEAD + "Transfer-Encoding: chunked\n\n";
    try (RawConnection connection = server.connect()) {
      assertEchoed(connection.send(head, chunks).read(), length);
      for (int split = 0; split < chunks.length(); split += 3) {
        connection.send(head, chunks.substring(0, split)).write(chunks.substring(split));
        assertEchoed(connection.read(), length);
      }
      connection.send(head, chunks + NEXT.replace("\n", "\r\n"));
      assertEchoed(connection.read(), length);
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: thousands of chunks of one byte in one packet are a body like any other")
  void tinyChunks() {
    try (RawConnection connection = server.connect()) {
      connection.send(
          HEAD + "Transfer-Encoding: chunked\n\n", "1\r\nx\r\n".repeat(9_000) + "0\r\n\r\n");
      assertEchoed(connection.read(), 9_000);
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: a body announced as too long is 413 before it is read, and is drained")
  void tooLongByLength() {
    try (RawConnection connection = server.connect()) {
      connection.send(HEAD + "Content-Length: " + (LIMIT + 1) + "\n\n", "");
      assertTooLarge(connection.read());
      connection.write("x".repeat(LIMIT + 1));
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: a body announced as far too long is 413, and the connection is closed")
  void farTooLong() {
    try (RawConnection connection = server.connect()) {
      connection.send(HEAD + "Content-Length: 10000000000\n\n", "");
      Reply reply = connection.read();
      assertTooLarge(reply);
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("S6: chunks that become too long are 413 as soon as they do")
  void tooLongByChunks() {
    String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    try (RawConnection connection = server.connect()) {
      connection.send(HEAD + "Transfer-Encoding: chunked\n\n", chunk + chunk);
      assertThat(connection.isSilentFor(50)).isTrue();
      assertTooLarge(connection.write(chunk).read());
      connection.write(chunk).write("0\r\n\r\n");
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: chunks without end are read in vain only so far; then the connection is closed")
  void endlessChunks() {
    String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    try (RawConnection connection = server.connect()) {
      connection.send(HEAD + "Transfer-Encoding: chunked\n\n", chunk.repeat(3));
      assertTooLarge(connection.read());
      assertThat(isCutOff(connection, chunk)).isTrue();
    }
  }

  private static boolean isCutOff(RawConnection connection, String chunk) {
    try {
      for (int i = 0; i < 10_000; i++) {
        connection.write(chunk);
      }
      return connection.isClosed();
    } catch (java.io.UncheckedIOException e) {
      return true;
    }
  }

  @Test
  @DisplayName("S6: an error decided before the body is read leaves the connection usable")
  void errorBeforeBody() {
    String put = "PUT " + V3 + "/echo/a/b HTTP/1.1\nHost: x\nContent-Length: 20\n\n";
    try (RawConnection connection = server.connect()) {
      connection.send(put, "0123456789");
      assertThat(connection.read().status()).isEqualTo(401);
      connection.write("0123456789");
      assertGoesOn(connection);
      connection.send(put.replace("/echo/a/b", "/nothing"), "0123456789" + "0123456789");
      assertThat(connection.read().status()).isEqualTo(404);
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: 100 Continue is sent when the body is wanted, and not when it is refused")
  void expectContinue() {
    String expect = HEAD + "Expect: 100-continue\nContent-Length: ";
    try (RawConnection connection = server.connect()) {
      Reply proceed = connection.send(expect + "5\n\n", "").read();
      assertThat(proceed.status()).isEqualTo(100);
      assertThat(proceed.headers()).isEmpty();
      assertEchoed(connection.write("hello").read(), 5);
      assertTooLarge(connection.send(expect + (LIMIT + 1) + "\n\n", "").read());
    }
    try (RawConnection connection = server.connect()) {
      connection.send(expect.replace("good", "bad") + "5\n\n", "");
      assertThat(connection.read().status()).isEqualTo(401);
    }
    try (RawConnection connection = server.connect()) {
      assertEchoed(connection.send(expect + "5\n\n", "hello").read(), 5);
      assertGoesOn(connection);
    }
  }

  @Test
  @DisplayName("S6: a body that stalls is 408, and the connection is closed")
  void stalled() {
    try (RawConnection connection = impatient.connect()) {
      connection.send(HEAD + "Content-Length: 10\n\n", "01234");
      Reply reply = connection.read();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.errcode()).isEqualTo("M_UNKNOWN");
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("S6: a body that never stalls, but never ends, is 408 when its time is up")
  void endless() {
    try (RawConnection connection = impatient.connect()) {
      long start = System.nanoTime();
      connection.send(HEAD + "Content-Length: 9999\n\n", "");
      while (connection.isSilentFor(100)) {
        connection.write("x");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(800), Duration.ofSeconds(10));
    }
  }

  @Test
  @DisplayName("S6: a body that is refused and never comes does not hold the connection for ever")
  void refusedAndNotSent() {
    try (RawConnection connection = impatient.connect()) {
      connection.send(HEAD + "Content-Length: " + (LIMIT + 1) + "\n\n", "");
      assertTooLarge(connection.read());
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("S6: clients that dribble do not disturb the others, however many they are")
  void dribblers() {
    List<RawConnection> dribblers = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        dribblers.add(server.connect().send(HEAD + "Content-Length: 20\n\n", "x"));
        dribblers.add(server.connect().write("PUT " + V3));
        dribblers.add(server.connect().send(HEAD + "Transfer-Encoding: chunked\n\n", "5\r\nhel"));
      }
      for (int i = 0; i < 20; i++) {
        try (RawConnection connection = server.connect()) {
          assertEchoed(connection.send(HEAD + "Content-Length: 5\n\n", "hello").read(), 5);
        }
      }
      assertEchoed(dribblers.get(0).write("x".repeat(19)).read(), 20);
    } finally {
      dribblers.forEach(RawConnection::close);
    }
  }

  private static void assertEchoed(Reply reply, int length) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.body()).contains("\"bytes\":" + length + ",");
  }

  private static void assertTooLarge(Reply reply) {
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.errcode()).isEqualTo("M_TOO_LARGE");
    assertThat(reply.headers()).containsEntry("access-control-allow-origin", "*");
  }

  private static void assertGoesOn(RawConnection connection) {
    assertThat(connection.send(NEXT, "").read().body()).isEqualTo("{\"text\":\"open\"}");
  }
}
