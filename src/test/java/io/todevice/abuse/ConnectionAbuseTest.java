package io.todevice.abuse;

import static io.todevice.abuse.Requests.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections used in unusual ways, many connections, and heads that nobody sends. */
@DisplayName("Connections and heads")
class ConnectionAbuseTest extends AbuseFixture {

  @Test
  @DisplayName("R1: a thousand messages in one packet are answered and delivered in their order")
  void pipelined() {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      requests.append(Requests.send("mallory", Requests.message("crowd0", "p" + i)));
    }
    requests.append(Requests.get("crowd0", "/sync"));
    try (RawConnection connection = connect()) {
      connection.send(requests.toString(), "");
      for (int i = 0; i < 1000; i++) {
        assertThat(connection.read().body()).isEqualTo("{}");
      }
      String inbox = connection.read().body();
      for (int i = 0; i < 99; i++) {
        assertThat(inbox.indexOf("\"p" + i + "\""))
            .isPositive()
            .isLessThan(inbox.indexOf("\"p" + (i + 1) + "\""));
      }
    }
  }

  @Test
  @DisplayName("R1: a client that says that it sends nothing more gets its answer")
  void halfClosed() {
    try (RawConnection connection = connect()) {
      connection.send(Requests.send("mallory", "{\"messages\":{}}"), "").shutdownOutput();
      assertThat(connection.read().body()).isEqualTo("{}");
      assertThat(connection.isClosed()).isTrue();
    }
    try (RawConnection connection = connect()) {
      connection.send(Requests.sendHead("mallory") + "Content-Length: 9\n\n{}", "");
      assertThat(connection.shutdownOutput().isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("D4: a sync whose client sends nothing more is given up, and its message is kept")
  void halfClosedInSync() {
    try (RawConnection connection = connect()) {
      connection.send(Requests.get("crowd1", "/sync?timeout=60000"), "");
      await().until(() -> server.waitingSyncs() >= 1);
      assertThat(connection.shutdownOutput().isClosed()).isTrue();
    }
    ask(Requests.send("mallory", Requests.message("crowd1", "kept")));
    assertThat(ask(Requests.get("crowd1", "/sync")).body()).contains("\"kept\"");
  }

  @Test
  @DisplayName("S6: 2,000 connections without a request keep nobody from being served")
  void flood() {
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        idle.add(connect());
      }
      neighbour.isServed();
      assertThat(idle.get(0).send(Requests.get("mallory", "/sync"), "").read().status())
          .isEqualTo(200);
    } finally {
      idle.forEach(connection -> connection.close(true));
    }
  }

  @Test
  @DisplayName("D4: 1,000 waiting syncs keep nobody from being served, and each gets its message")
  void waitingSyncs() {
    List<RawConnection> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        String user = "crowd" + (2 + i % (Users.CROWD - 2));
        waiting.add(connect().send(Requests.get(user, "/sync?timeout=300000"), ""));
      }
      await().until(() -> server.waitingSyncs() >= 970);
      neighbour.isServed();
      for (int i = 2; i < Users.CROWD; i++) {
        ask(Requests.send("mallory", Requests.message("crowd" + i, "woken")));
      }
      long woken =
          waiting.stream().filter(connection -> connection.read().body().contains("woken")).count();
      assertThat(woken).isGreaterThan(970);
    } finally {
      waiting.forEach(connection -> connection.close(true));
    }
  }

  @Test
  @DisplayName("S6: a head of 10,000 headers or of one that is huge is 431, of a huge path 414")
  void hugeHeads() {
    String line = "GET " + V3 + "/sync HTTP/1.1\n" + Requests.who("mallory");
    Map<String, Integer> statuses =
        Map.of(
            line + "X: y\n".repeat(10_000),
            431,
            line + "X: " + "y".repeat(10_000_000),
            431,
            line + "X".repeat(1_000_000),
            431,
            "GET /" + "x".repeat(1_000_000),
            414,
            "G".repeat(1_000_000),
            431);
    for (Map.Entry<String, Integer> head : statuses.entrySet()) {
      try (RawConnection connection = connect()) {
        assertThat(connection.send(head.getKey(), "").read().status()).isEqualTo(head.getValue());
        assertThat(connection.isClosed()).isTrue();
      } catch (java.io.UncheckedIOException cutOff) {
        assertThat(cutOff).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00ff", "\u00c0\u00af", "%ff", "%c0%af", "%ed%a0%80", "%00", "%", "%4", "%zz"})
  @DisplayName("S8: a path that is no UTF-8, or has a NUL, is M_INVALID_PARAM")
  void badPaths(String segment) {
    String put = "PUT " + V3 + "/sendToDevice/%s/%s HTTP/1.1\n" + Requests.who("mallory");
    String rest = "Content-Length: 2\n\n{}";
    assertThat(ask(put.formatted(segment, "t") + rest).errcode()).isEqualTo("M_INVALID_PARAM");
    assertThat(ask(put.formatted("t", segment) + rest).errcode()).isEqualTo("M_INVALID_PARAM");
    assertThat(ask(Requests.get("mallory", "/sync?since=" + segment)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "255, 512, 200",
    "256, 1, 400",
    "1, 513, 400",
    "5000, 1, 400",
    "1, 5000, 400",
  })
  @DisplayName("S8: event types and transaction IDs have an end")
  void longNames(int type, int txnId, int status) {
    String line = "PUT " + V3 + "/sendToDevice/" + "t".repeat(type) + "/" + "x".repeat(txnId);
    String rest = "Content-Length: 15\n\n{\"messages\":{}}";
    assertThat(ask(line + " HTTP/1.1\n" + Requests.who("mallory") + rest).status())
        .isEqualTo(status);
  }

  @Test
  @DisplayName("S3: recipients that are too long or hold control characters are passed over")
  void longRecipients() {
    String body =
        """
        {"messages":{"@%s:localhost":{"D":{}},"@a\\u0000:localhost":{"D":{}},
        "@victim:localhost":{"%s":{},"\\u0000":{},"*\\u0000":{},"D":{"text":"found"}}}}\
        """
            .formatted("x".repeat(300), "D".repeat(300))
            .replace("\n", "");
    assertThat(ask(Requests.send("mallory", body)).body()).isEqualTo("{}");
    assertThat(inbox()).containsOnlyOnce("found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://elsewhere/_matrix/client/versions HTTP/1.1, 200",
    "GET http://elsewhere HTTP/1.1, 200",
    "GET HTTPS://elsewhere/_matrix/client/versions HTTP/1.1, 200",
    "GET elsewhere:80 HTTP/1.1, 404",
    "GET * HTTP/1.1, 404",
    "OPTIONS * HTTP/1.1, 204",
    "TRACE /_matrix/client/versions HTTP/1.1, 405",
    "TRACE * HTTP/1.1, 404",
    "GET /../_matrix/client/versions HTTP/1.1, 404",
    "GET /_matrix/./client/versions HTTP/1.1, 404",
    "GET /_matrix/client/versions#x HTTP/1.1, 404",
    "GET \\_matrix\\client\\versions HTTP/1.1, 404",
    "GET /_matrix/client/versions HTTP/0.9, 505",
    "GET /_matrix/client/versions HTTP/3.0, 505",
    "GET /_matrix/client/versions HTTP/1.11, 400",
    "GET /_matrix/client/versions http/1.1, 400",
    "GET /_matrix/client/versions ICAP/1.0, 400",
    "PRI * HTTP/2.0, 505",
  })
  @DisplayName("R1: a target or a version of another kind is a clear answer")
  void requestLines(String line, int status) {
    Reply reply = ask(line + "\nHost: localhost\n\n");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers()).containsEntry("access-control-allow-origin", "*");
  }

  @Test
  @DisplayName("R1: HTTP/0.9 is closed with a clear answer")
  void http09() {
    try (RawConnection connection = connect()) {
      assertThat(connection.send("GET /_matrix/client/versions\n\n", "").read().status())
          .isBetween(400, 505);
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("A4: headers of any bytes above ASCII are no harm")
  void bytesInHeaders() {
    String head =
        "GET " + V3 + "/account/whoami HTTP/1.1\nHost: x\nY: \u00ff\u00fe\nX: \u00ff\u0080\n";
    assertThat(ask(head + "Authorization: Bearer m\u00e4llory\n\n").status()).isEqualTo(401);
    assertThat(ask(head + "Authorization: Bearer mallory\n\n").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("R1: Connection: close is obeyed among other options, and in a second header")
  void closeAmongOthers() {
    for (String header :
        new String[] {"Connection: x, Close\n", "Connection: x\nConnection: ,close ,\n"}) {
      try (RawConnection connection = connect()) {
        String request =
            Requests.get("mallory", "/account/whoami").replace("Host", header + "Host");
        assertThat(connection.send(request, "").read().headers())
            .containsEntry("connection", "close");
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }
}
