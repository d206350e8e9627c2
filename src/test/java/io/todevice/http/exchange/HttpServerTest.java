package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.LIMITS;
import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import io.todevice.http.route.Router;
import io.todevice.http.wire.HttpServer;
import io.todevice.http.wire.ListenerSettings;
import io.todevice.http.wire.MessageLimits;
import io.todevice.http.wire.RequestHandler;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.limits.RequestLimiter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starting, stopping and idle connections. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpServerTest {

  private static final String OPEN = "GET " + V3 + "/public HTTP/1.1\nHost: x\n\n";
  private static final String WAIT =
      "GET " + V3 + "/wait/it HTTP/1.1\nHost: x\nAuthorization: Bearer good\n\n";

  @Test
  @DisplayName("R6: a stop answers what waits, lets no more in, and closes every connection")
  void graceful() {
    CompletableFuture<TestServer> self = new CompletableFuture<>();
    CompletableFuture<Reply> late = new CompletableFuture<>();
    TestServer server =
        new TestServer(
            Mode.DIRECT,
            LIMITS,
            Duration.ofSeconds(30),
            () -> {
              TestServer stopping = self.join();
              try (RawConnection refused = stopping.connect()) {
                late.complete(refused.send(OPEN, "").read());
              } catch (UncheckedIOException | AssertionError e) {
                late.completeExceptionally(e);
              }
              awaitWaiting(stopping).complete(new TestApi.Text("bye"));
            });
    self.complete(server);
    try (RawConnection waiting = server.connect();
        RawConnection idle = server.connect()) {
      assertThat(idle.send(OPEN, "").read().status()).isEqualTo(200);
      waiting.send(WAIT, "");
      awaitWaiting(server);

      server.close();

      assertThat(waiting.read().body()).isEqualTo("{\"text\":\"bye\"}");
      assertThat(waiting.isClosed()).isTrue();
      assertThat(idle.isClosed()).isTrue();
      assertThat(late).isCompletedExceptionally();
      assertThatThrownBy(server::connect).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  @DisplayName("R6: a request on an open connection is answered 503 while the server stops")
  void whileStopping() {
    CompletableFuture<RawConnection> open = new CompletableFuture<>();
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    TestServer server =
        new TestServer(
            Mode.DIRECT,
            LIMITS,
            Duration.ofSeconds(30),
            () -> reply.complete(open.join().send(OPEN, "").read()));
    open.complete(server.connect());
    assertThat(open.join().send(OPEN, "").read().status()).isEqualTo(200);

    server.close();

    assertThat(reply.join().status()).isEqualTo(503);
    assertThat(reply.join().errcode()).isEqualTo("M_UNKNOWN");
    assertThat(reply.join().headers())
        .containsEntry("connection", "close")
        .containsEntry("access-control-allow-origin", "*");
    open.join().close();
  }

  @Test
  @DisplayName("R6: a stop waits no longer than the period of grace, and gives up what still runs")
  void bounded() {
    TestServer server = new TestServer(Mode.DIRECT, LIMITS, Duration.ofMillis(300), () -> {});
    try (RawConnection waiting = server.connect()) {
      waiting.send(WAIT, "");
      awaitWaiting(server);
      long start = System.nanoTime();

      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
      assertThat(waiting.isClosed()).isTrue();
      assertThat(server.resource.abandoned).hasValue(1);
    }
  }

  @Test
  @DisplayName("R6: a stop returns when nothing listens any more")
  void closed() {
    for (int i = 0; i < 300; i++) {
      TestServer server = new TestServer(Mode.DIRECT, LIMITS, Duration.ofSeconds(30), () -> {});
      server.connect().close();

      server.close();

      assertThatThrownBy(server::connect)
          .as("start %d", i)
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  @DisplayName("R6: a stop without anything to wait for is quick, also after clients have gone")
  void quick() {
    TestServer server = new TestServer(Mode.DIRECT, LIMITS, Duration.ofSeconds(30), () -> {});
    RawConnection gone = server.connect();
    gone.send(WAIT, "");
    awaitWaiting(server);
    gone.close(true);
    await().until(() -> server.resource.abandoned.get() == 1);
    long start = System.nanoTime();

    server.close();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  @DisplayName("R6: a large answer that was begun is sent to its end")
  void largeAnswer() {
    TestServer server = new TestServer(Mode.DIRECT, LIMITS, Duration.ofSeconds(30), () -> {});
    try (RawConnection connection = server.connect()) {
      connection.send("GET " + V3 + "/big/20000000 HTTP/1.1\nHost: x\n\n", "");
      CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(connection::readHead);
      assertThat(reply.join().status()).isEqualTo(200);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      assertThat(connection.readBytes(20_000_011)).isEqualTo(20_000_011);
      assertThat(connection.isClosed()).isTrue();
      stopped.join();
    }
  }

  @Test
  @DisplayName("R6: a connection without a request is closed when its time is up")
  void idle() {
    MessageLimits limits =
        new MessageLimits(
            8192,
            10_000,
            100_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMillis(200));
    try (TestServer server = new TestServer(Mode.DIRECT, limits, Duration.ofSeconds(1), () -> {});
        RawConnection silent = server.connect();
        RawConnection used = server.connect();
        RawConnection waiting = server.connect()) {
      waiting.send(WAIT, "");
      CompletableFuture<TestApi.Text> answer = awaitWaiting(server);
      assertThat(used.send(OPEN, "").read().status()).isEqualTo(200);
      assertThat(silent.isClosed()).isTrue();
      assertThat(used.isClosed()).isTrue();
      answer.complete(new TestApi.Text("not idle"));
      assertThat(waiting.read().body()).isEqualTo("{\"text\":\"not idle\"}");
    }
  }

  @Test
  @DisplayName("A port that is taken is an error, and the server has none before it starts")
  void portTaken() {
    try (TestServer server = new TestServer(Mode.DIRECT)) {
      RequestHandler handler =
          new Gateway(
              new Router(List.of(), List.of(), Map.of()),
              0,
              TestServer::authenticate,
              ApplicationServices.NONE,
              RequestLimiter.NONE,
              operation -> Optional.empty(),
              server.road,
              ExchangeObserver.NONE,
              () -> {});
      HttpServer second =
          new HttpServer(
              new ListenerSettings(
                  "127.0.0.1", server.port(), 1, 10, Duration.ofSeconds(1), LIMITS),
              handler);
      assertThatThrownBy(second::port).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(second::start).isInstanceOf(java.io.IOException.class);
      second.close();
    }
  }

  private static CompletableFuture<TestApi.Text> awaitWaiting(TestServer server) {
    return await().until(() -> server.resource.waiting.get("it"), Objects::nonNull);
  }
}
