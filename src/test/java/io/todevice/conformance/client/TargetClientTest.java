package io.todevice.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The kit's client")
@Timeout(60)
class TargetClientTest {

  private static final long SEED = 1;
  private static final int GIVEN_UP = 300;
  private static final int MILLIS = 4;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", TargetClientTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  @DisplayName("breaks no request of others when one is given up in the moment that it is answered")
  void givenUp() throws Exception {
    TargetClient client = client();
    List<Future<?>> givingUp = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Random random = new Random(SEED + i);
      givingUp.add(threads.submit(() -> giveUp(client, random)));
    }

    int answered = 0;
    while (!givingUp.stream().allMatch(Future::isDone)) {
      // Java's own client asks again for what is got, and so hides it.
      TargetRequest request = TargetRequest.of("POST", "/?after=0").json("{}");
      assertThat(client.send(request, new ExchangeLog()).status()).isEqualTo(200);
      answered++;
    }
    for (Future<?> each : givingUp) {
      each.get();
    }
    assertThat(answered).isPositive();
  }

  private static void giveUp(TargetClient client, Random random) {
    for (int i = 0; i < GIVEN_UP; i++) {
      CompletableFuture<TargetResponse> answer =
          client.sendAsync(TargetRequest.of("GET", "/?after=" + MILLIS), new ExchangeLog());
      try {
        answer.get(random.nextInt(2 * MILLIS * 1000), TimeUnit.MICROSECONDS);
      } catch (TimeoutException notYet) {
        answer.cancel(true);
      } catch (Exception e) {
        throw new AssertionError("a request that was not given up", e);
      }
    }
  }

  private TargetClient client() {
    return new TargetClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        Duration.ofSeconds(20),
        threads);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      TimeUnit.MILLISECONDS.sleep(
          Long.parseLong(exchange.getRequestURI().getQuery().substring("after=".length())));
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
