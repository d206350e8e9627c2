package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several requests on one connection, and clients that go away. */
class ConnectionTest {

  private static final String GOOD = "Host: x\nAuthorization: Bearer good\n";
  private static final String PUT = "PUT " + V3 + "/echo/a/b HTTP/1.1\n" + GOOD;
  private static final String OPEN = "GET " + V3 + "/public HTTP/1.1\nHost: x\n\n";

  private static TestServer server;
  private static TestServer pipeline;

  @BeforeAll
  static void start() {
    server = new TestServer(Mode.DIRECT);
    pipeline = new TestServer(Mode.PIPELINE);
  }

  @AfterAll
  static void stop() {
    server.close();
    pipeline.close();
  }

  @Test
  @DisplayName("R1: requests in one packet are answered in their order")
  void pipelined() {
    try (RawConnection connection = server.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        requests.append(PUT.replace("/a/b", "/a/" + i)).append("Content-Length: 2\n\n{}");
      }
      connection.send(requests.toString(), "");
      for (int i = 0; i < 200; i++) {
        assertThat(connection.read().body()).contains("\"second\":\"" + i + "\"");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  @DisplayName("R1: a request behind one that waits is answered after it, and not run before")
  void behindWaiting(Mode mode) {
    TestServer tested = server(mode);
    try (RawConnection connection = tested.connect()) {
      int before = tested.resource.echoed.get();
      connection.send(waiting("first" + mode) + OPEN, "");
      CompletableFuture<TestApi.Text> first = waitFor(tested, "first" + mode);
      connection.send(PUT + "Content-Length: 2\n\n", "{}");
      connection.send(waiting("second" + mode) + OPEN + OPEN, "");
      assertThat(connection.isSilentFor(200)).isTrue();
      assertThat(tested.resource.echoed).hasValue(before);
      assertThat(tested.resource.waiting).doesNotContainKey("second" + mode);

      first.complete(new TestApi.Text("one"));

      assertThat(connection.read().body()).isEqualTo("{\"text\":\"one\"}");
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
      assertThat(connection.read().body()).contains("\"first\":\"a\"");
      CompletableFuture<TestApi.Text> second = waitFor(tested, "second" + mode);
      assertThat(connection.isSilentFor(50)).isTrue();
      second.complete(new TestApi.Text("two"));
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"two\"}");
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
      assertThat(connection.send(OPEN, "").read().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("R1: a request behind one whose caller is still looked up waits too")
  void behindAuthentication() {
    try (RawConnection connection = server.connect()) {
      String slow = PUT.replace("good", "slow");
      for (int i = 0; i < 5; i++) {
        connection.send(slow + "Content-Length: 5\n\n", "he");
        connection.send("", "llo" + OPEN.replace("\n", "\r\n"));
        assertThat(connection.read().body()).contains("\"bytes\":5");
        assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
      }
    }
  }

  @Test
  @DisplayName("R1: a thousand waiting requests in one packet do not exhaust the stack")
  void manyWaiting() {
    try (RawConnection connection = server.connect()) {
      String request = "GET " + V3 + "/fail/later HTTP/1.1\nHost: x\n\n";
      connection.send(request.repeat(1_000), "");
      for (int i = 0; i < 1_000; i++) {
        assertThat(connection.read().status()).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  @DisplayName("D4: a waiting request is told when its client has gone, however it went")
  void abandoned(Mode mode) {
    TestServer tested = server(mode);
    for (boolean hard : new boolean[] {false, true}) {
      int before = tested.resource.abandoned.get();
      String name = "gone" + mode + hard;
      RawConnection connection = tested.connect();
      connection.send(waiting(name), "");
      CompletableFuture<TestApi.Text> waiting = waitFor(tested, name);
      connection.close(hard);
      await().untilAsserted(() -> assertThat(tested.resource.abandoned).hasValue(before + 1));
      assertThat(waiting).isCancelled();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  @DisplayName("D4: a waiting request that is answered is not abandoned")
  void answered(Mode mode) {
    TestServer tested = server(mode);
    int before = tested.resource.abandoned.get();
    try (RawConnection connection = tested.connect()) {
      connection.send(waiting("answered" + mode), "");
      waitFor(tested, "answered" + mode).complete(new TestApi.Text("x"));
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"x\"}");
    }
    assertThat(server.connect().send(OPEN, "").read().status()).isEqualTo(200);
    assertThat(tested.resource.abandoned).hasValue(before);
  }

  @Test
  @DisplayName("R1: HEAD of what can be got is GET without the body, and the connection goes on")
  void head() {
    for (String path : List.of(V3 + "/public", "/openapi.yaml", V3 + "/big/100000")) {
      try (RawConnection connection = server.connect()) {
        String get = OPEN.replace(V3 + "/public", path);
        connection.send(get.replace("GET", "HEAD") + get, "");
        Reply head = connection.readHead();
        Reply whole = connection.read();
        assertThat(head.status()).isEqualTo(200);
        assertThat(whole.body()).isNotEmpty();
        assertThat(head.headers()).isEqualTo(whole.headers());
      }
    }
  }

  @Test
  @DisplayName("R1: HEAD of what can't be got is 405 without a body, and the connection goes on")
  void headOfOther() {
    try (RawConnection connection = server.connect()) {
      connection.send(PUT.replace("PUT", "HEAD") + "\n" + OPEN, "");
      Reply reply = connection.readHead();
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.headers()).containsEntry("allow", "DELETE, OPTIONS, PUT");
      assertThat(connection.read().body()).isEqualTo("{\"text\":\"open\"}");
    }
  }

  @Test
  @DisplayName("R1: Connection: close is obeyed, and HTTP/1.0 is served")
  void closing() {
    try (RawConnection connection = server.connect()) {
      Reply reply = connection.send(OPEN.replace("Host", "Connection: close\nHost"), "").read();
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(connection.isClosed()).isTrue();
    }
    String old = OPEN.replace("1.1", "1.0");
    try (RawConnection connection = server.connect()) {
      assertThat(connection.send(old, "").read().body()).isEqualTo("{\"text\":\"open\"}");
      assertThat(connection.isClosed()).isTrue();
    }
    try (RawConnection connection = server.connect()) {
      String kept = old.replace("Host", "Connection: keep-alive\nHost");
      assertThat(connection.send(kept, "").read().headers())
          .containsEntry("connection", "keep-alive");
      assertThat(connection.send(old, "").read().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("R1: an absolute URI is a path like any other")
  void absoluteUri() {
    try (RawConnection connection = server.connect()) {
      String absolute = OPEN.replace("GET /", "GET http://example.org/");
      assertThat(connection.send(absolute, "").read().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("D1: a client that reads slowly holds up nobody else")
  void slowReader() {
    try (RawConnection slow = server.connect()) {
      slow.send(("GET " + V3 + "/big/2000000 HTTP/1.1\nHost: x\n\n").repeat(8), "");
      for (int i = 0; i < 20; i++) {
        try (RawConnection connection = server.connect()) {
          assertThat(connection.send(OPEN, "").read().status()).isEqualTo(200);
        }
      }
      for (int i = 0; i < 8; i++) {
        assertThat(slow.read().body()).hasSize(2_000_011);
      }
    }
  }

  private static TestServer server(Mode mode) {
    return mode == Mode.DIRECT ? server : pipeline;
  }

  private static String waiting(String name) {
    return "GET " + V3 + "/wait/" + name + " HTTP/1.1\n" + GOOD + "\n";
  }

  private static CompletableFuture<TestApi.Text> waitFor(TestServer tested, String name) {
    return await().until(() -> tested.resource.waiting.get(name), Objects::nonNull);
  }
}
