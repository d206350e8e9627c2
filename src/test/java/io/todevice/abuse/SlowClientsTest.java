package io.todevice.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that take their time. */
@DisplayName("Slow clients")
@Tag("proof")
class SlowClientsTest extends AbuseFixture {

  @Override
  ServerConfig config() {
    return withShortTimes();
  }

  @Test
  @DisplayName("S6: heads that dribble in on 300 connections are cut off when their time is up")
  void dribbledHeads() {
    List<RawConnection> slow = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      slow.add(connect().send("GET /_matrix/client/versions HTTP/1.1\nHost: localhost\n", ""));
    }
    neighbour.isServed();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              slow.removeIf(connection -> !isOpen(connection));
              return slow.isEmpty();
            });
  }

  /** Sends a little more of a head, and looks whether anything has come back. */
  private static boolean isOpen(RawConnection connection) {
    try {
      connection.write("X: ");
      return connection.isSilentFor(1);
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("S6: bodies that dribble in, on time each byte, are 408 when their time is up")
  void dribbledBodies() {
    List<RawConnection> slow = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      slow.add(connect().send(Requests.sendHead("mallory") + "Content-Length: 1000\n\n", "{"));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> slow.stream().noneMatch(connection -> isWaiting(connection)));
    for (RawConnection connection : slow) {
      connection.close();
    }
  }

  private static boolean isWaiting(RawConnection connection) {
    try {
      connection.write(" ");
      return connection.isSilentFor(1);
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("S6: a body that never comes is 408, with a length, chunked, and with Expect")
  void missingBodies() {
    for (String header :
        new String[] {
          "Content-Length: 10\n",
          "Transfer-Encoding: chunked\n",
          "Content-Length: 10\nContent-Type: application/json\n"
        }) {
      try (RawConnection connection = connect()) {
        Reply reply = connection.send(Requests.sendHead("mallory") + header + "\n", "").read();
        assertThat(reply.status()).as(header).isEqualTo(408);
        assertThat(connection.isClosed()).isTrue();
      }
    }
    try (RawConnection connection = connect()) {
      String head = Requests.sendHead("mallory") + "Content-Length: 9\nExpect: 100-continue\n\n";
      assertThat(connection.send(head, "").read().status()).isEqualTo(100);
      assertThat(connection.read().status()).isEqualTo(408);
    }
  }

  @Test
  @DisplayName("S6: a chunked body is asked for, and a bad token told, before its first chunk")
  void chunkedHeadIsEnough() {
    String chunked = "Transfer-Encoding: chunked\nExpect: 100-continue\n\n";
    try (RawConnection connection = connect()) {
      assertThat(connection.send(Requests.sendHead("nobody") + chunked, "").read().status())
          .isEqualTo(401);
    }
    try (RawConnection connection = connect()) {
      assertThat(connection.send(Requests.sendHead("mallory") + chunked, "").read().status())
          .isEqualTo(100);
      assertThat(connection.write("f\r\n{\"messages\":{}}\r\n0\r\n\r\n").read().body())
          .isEqualTo("{}");
    }
  }
}
