package io.todevice.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  private static final int GIVEN_UP = 200;
  private static final int MILLIS = 10;

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
  @DisplayName("breaks no request of others when one is given up while its answer comes in")
  void givenUp() throws Exception {
    TargetClient client = client();
    List<Future<?>> givingUp = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(SEED + i);
      givingUp.add(threads.submit(() -> giveUp(client, random)));
    }

    // Java's own client asks again for what is got, and so would hide it.
    TargetRequest other = TargetRequest.of("DELETE", "/");
    while (!givingUp.stream().allMatch(Future::isDone)) {
      assertThat(client.send(other, new ExchangeLog()).status()).isEqualTo(200);
    }
    for (Future<?> each : givingUp) {
      each.get();
    }
  }

  private static void giveUp(TargetClient client, Random random) {
    for (int i = 0; i < GIVEN_UP; i++) {
      CompletableFuture<TargetResponse> answer =
          client.sendAsync(TargetRequest.of("GET", "/"), new ExchangeLog());
      try {
        answer.get(random.nextInt(2 * MILLIS), TimeUnit.MILLISECONDS);
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

  /** The body comes some time after the head. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().flush();
      TimeUnit.MILLISECONDS.sleep(MILLIS);
      exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
