package io.todevice.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.TestServer.Mode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an {@link ExchangeObserver} is shown. */
@DisplayName("An observer of the exchanges")
class ObserverTest {

  private static final String ECHO =
      "PUT /_matrix/client/v3/echo/a%2Fb/c?x=1&y HTTP/1.1\nHost: h\n";

  private final Queue<ObservedExchange> observed = new ConcurrentLinkedQueue<>();

  @Test
  @DisplayName("sees line, headers, body and answer as they went over the wire")
  void wholeExchange() {
    try (TestServer server = new TestServer(Mode.DIRECT, observed::add);
        RawConnection connection = server.connect()) {
      RawConnection.Reply reply =
          connection
              .send(
                  ECHO + "Authorization: Bearer good\nX-A: 1\nx-a: 2\nContent-Length: 4\n\n",
                  "{ } ")
              .read();

      ObservedExchange seen = observed.remove();
      assertThat(seen.method()).isEqualTo("PUT");
      assertThat(seen.path()).isEqualTo("/_matrix/client/v3/echo/a%2Fb/c");
      assertThat(seen.query()).isEqualTo("x=1&y");
      assertThat(seen.headers().get("x-a")).containsExactly("1", "2");
      assertThat(new String(seen.requestBody(), UTF_8)).isEqualTo("{ } ");
      assertThat(seen.status()).isEqualTo(reply.status()).isEqualTo(200);
      assertThat(seen.mediaType()).isEqualTo(reply.headers().get("content-type")).isNotEmpty();
      assertThat(new String(seen.responseBody(), UTF_8)).isEqualTo(reply.body()).isNotEmpty();
      assertThat(seen.toString()).doesNotContain("good");
      assertThat(observed).isEmpty();
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "GET /nowhere HTTP/1.1, 404",
    "POST /_matrix/client/v3/public HTTP/1.1, 405",
    "GET /_matrix/client/v3/whoami HTTP/1.1, 401",
    "OPTIONS /_matrix/client/v3/whoami HTTP/1.1, 204"
  })
  @DisplayName("sees what the gateway answers itself")
  void gatewaysOwnAnswers(String line, int status) {
    try (TestServer server = new TestServer(Mode.DIRECT, observed::add);
        RawConnection connection = server.connect()) {
      assertThat(connection.send(line + "\nHost: h\nContent-Length: 0\n\n", "").read().status())
          .isEqualTo(status);

      assertThat(observed).singleElement().extracting(ObservedExchange::status).isEqualTo(status);
    }
  }

  @Test
  @DisplayName("sees the refusal of what is not a request, and nothing of what was sent")
  void refusals() {
    Queue<String> refusals = new ConcurrentLinkedQueue<>();
    ExchangeObserver observer =
        new ExchangeObserver() {
          @Override
          public void observe(ObservedExchange exchange) {
            observed.add(exchange);
          }

          @Override
          public void observeRefusal(int status, String reason) {
            refusals.add(status + " " + reason);
          }
        };
    try (TestServer server = new TestServer(Mode.DIRECT, ExchangeObserver.NONE.and(observer));
        RawConnection connection = server.connect()) {
      connection.send("GET /secret HTTP/1.1\nHost: h\nBad name: x\n\n", "").read();

      assertThat(refusals).containsExactly("400 The head is not valid HTTP/1.1");
      assertThat(observed).isEmpty();
    }
  }

  @Test
  @DisplayName("that fails spoils no answer")
  void failingObserver() {
    ExchangeObserver failing =
        exchange -> {
          throw new IllegalStateException("on purpose");
        };
    try (TestServer server = new TestServer(Mode.DIRECT, failing);
        RawConnection connection = server.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(
                connection
                    .send("GET /_matrix/client/v3/public HTTP/1.1\nHost: h\n\n", "")
                    .read()
                    .status())
            .isEqualTo(200);
      }
    }
  }
}
