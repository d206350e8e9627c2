package io.todevice.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.settings.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What makes other servers for tests hang, fail or leak: the table in docs/embed-in-tests.md. */
@DisplayName("A server in a careless test")
@Tag("proof")
class CarelessTestsTest {

  private static final int MANY = 200;
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static List<CompletableFuture<HttpResponse<String>>> waitingSyncs(Todevice todevice) {
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, MANY)
            .mapToObj(i -> TestClient.of(todevice.user("user" + i)).syncLater("timeout=600000"))
            .toList();
    await().until(() -> todevice.waitingSyncs() == MANY);
    return waiting;
  }

  private static void assertAnswered(List<CompletableFuture<HttpResponse<String>>> syncs) {
    assertThat(syncs)
        .allSatisfy(
            sync ->
                assertThat(sync)
                    .succeedsWithin(AT_ONCE)
                    .extracting(HttpResponse::statusCode)
                    .isEqualTo(200));
  }

  @Test
  @DisplayName("serves others while hundreds of syncs wait, and a reset answers these")
  void waitsHoldNoThreads() {
    try (Todevice todevice = Todevice.start()) {
      List<CompletableFuture<HttpResponse<String>>> waiting = waitingSyncs(todevice);
      assertThat(TestClient.of(todevice.user("other")).syncLater("")).succeedsWithin(AT_ONCE);

      todevice.reset();

      assertAnswered(waiting);
      assertThat(todevice.waitingSyncs()).isZero();
      assertThat(TestClient.of(todevice.user("other")).syncLater("")).succeedsWithin(AT_ONCE);
    }
  }

  @Test
  @DisplayName("closes at once while hundreds of syncs wait and connections are idle")
  void closes() throws Exception {
    Todevice todevice = Todevice.start();
    try (Socket idle = new Socket("127.0.0.1", todevice.baseUrl().getPort())) {
      List<CompletableFuture<HttpResponse<String>>> waiting = waitingSyncs(todevice);
      assertThat(CompletableFuture.runAsync(todevice::close)).succeedsWithin(AT_ONCE);
      assertAnswered(waiting);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("leaves no thread behind when it is closed")
  void threads() {
    Todevice.start().close();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (int i = 0; i < 20; i++) {
      try (Todevice todevice = Todevice.builder().strict().withFaults().start()) {
        assertThat(TestClient.of(todevice.user("alice")).sync("").statusCode()).isEqualTo(200);
      }
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.matches("(?i).*(http-|grizzly|sync|clock|fault).*"))
                    .hasSizeLessThan(20));
  }

  @Test
  @DisplayName("says so where a fixed port is in use, and takes a free one otherwise")
  void ports() {
    try (Todevice todevice = Todevice.start()) {
      int port = todevice.baseUrl().getPort();
      assertThatThrownBy(() -> Todevice.builder().with(ServerSettings.PORT, port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the server for tests cannot listen")
          .hasMessageContaining("in use");
    }
  }

  @Test
  @DisplayName("goes on with a connection over a reset")
  void keepAlive() throws Exception {
    try (Todevice todevice = Todevice.start();
        Socket socket = new Socket("127.0.0.1", todevice.baseUrl().getPort())) {
      socket.setSoTimeout((int) AT_ONCE.toMillis());
      BufferedReader responses =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      for (int i = 0; i < 3; i++) {
        socket
            .getOutputStream()
            .write("GET /_matrix/client/versions HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        assertThat(responses.readLine()).isEqualTo("HTTP/1.1 200 OK");
        skip(responses);
        todevice.reset();
      }
    }
  }

  private static void skip(BufferedReader response) throws IOException {
    int length = 0;
    for (String line = response.readLine(); !line.isEmpty(); line = response.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    response.skip(length);
  }

  @Test
  @DisplayName("forgets the wait of a client that has gone")
  void goneClient() throws Exception {
    try (Todevice todevice = Todevice.start()) {
      Session alice = todevice.user("alice");
      try (Socket socket = new Socket("127.0.0.1", todevice.baseUrl().getPort())) {
        socket
            .getOutputStream()
            .write(
                ("GET /_matrix/client/v3/sync?timeout=600000 HTTP/1.1\r\nHost: x\r\n"
                        + "Authorization: Bearer "
                        + alice.accessToken()
                        + "\r\n\r\n")
                    .getBytes(US_ASCII));
        await().until(() -> todevice.waitingSyncs() == 1);
      }
      await().until(() -> todevice.waitingSyncs() == 0);
    }
  }

  @Test
  @DisplayName("answers every request of many at a time while its journal drops them")
  void fullJournal() {
    try (Todevice todevice = Todevice.builder().journalBytes(2_000).start()) {
      TestClient client = TestClient.of(todevice.user("alice"));
      Set<Integer> statuses = ConcurrentHashMap.newKeySet();
      CompletableFuture.allOf(
              IntStream.range(0, 4 * MANY)
                  .mapToObj(i -> client.syncLater(""))
                  .map(sync -> sync.thenAccept(response -> statuses.add(response.statusCode())))
                  .toArray(CompletableFuture[]::new))
          .join();

      assertThat(statuses).containsExactly(200);
      assertThat(todevice.exchanges()).hasSizeLessThan(10);
      assertThat(todevice.droppedExchanges()).isGreaterThan(3 * MANY);
    }
  }
}
