package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.TestServer.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests that come in in two packets, cut at every byte, with others before and behind them. */
@DisplayName("A head in two packets")
class HeadCutTest {

  private static final String OPEN = "GET " + V3 + "/public HTTP/1.1\r\nHost: x\r\n";
  private static final String PUT =
      "PUT " + V3 + "/echo/a/b HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n";

  private static TestServer server;
  private static RawConnection other;

  @BeforeAll
  static void start() {
    server = new TestServer(Mode.DIRECT);
    other = server.connect();
  }

  @AfterAll
  static void stop() {
    other.close();
    server.close();
  }

  @Test
  @DisplayName("S6: requests behind one another are answered wherever the packets part")
  void everywhere() {
    String requests =
        OPEN
            + "\r\n\r\n"
            + PUT
            + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n"
            + PUT
            + "Content-Length: 2\r\n\r\n{}\r\n"
            + OPEN
            + "\r\n";
    for (int cut = 0; cut <= requests.length(); cut++) {
      try (RawConnection connection = server.connect()) {
        sendInTwo(connection, requests, cut);
        assertThat(connection.read().body()).as("cut at %s", cut).contains("open");
        assertThat(connection.read().status()).as("cut at %s", cut).isEqualTo(200);
        assertThat(connection.read().status()).as("cut at %s", cut).isEqualTo(200);
        assertThat(connection.read().body()).as("cut at %s", cut).contains("open");
      }
    }
  }

  @Test
  @DisplayName("S6: a bad head behind a good request is 400 wherever the packets part")
  void badOneBehind() {
    String requests = OPEN + "\r\n" + OPEN + "X: y\nZ: y\r\n\r\n";
    for (int cut = 0; cut <= requests.length(); cut++) {
      try (RawConnection connection = server.connect()) {
        sendInTwo(connection, requests, cut);
        assertThat(connection.read().body()).as("cut at %s", cut).contains("open");
        assertThat(connection.read().status()).as("cut at %s", cut).isEqualTo(400);
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }

  /** The server has seen the first part by the time it answers another connection's request. */
  private static void sendInTwo(RawConnection connection, String text, int cut) {
    connection.write(text.substring(0, cut));
    other.write(OPEN + "\r\n").read();
    connection.write(text.substring(cut));
  }
}
