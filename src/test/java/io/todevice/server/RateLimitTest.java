package io.todevice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.settings.RequestLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limit on the requests of a device")
class RateLimitTest extends ServerFixture {

  private static final int BURST = 8;

  /** Quick enough to wait for, slow enough that no test meets its end by being slow. */
  @Override
  ServerConfig config() {
    return super.config()
        .with(RequestLimits.REQUESTS_PER_SECOND, 1)
        .with(RequestLimits.REQUEST_BURST, BURST)
        .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 0);
  }

  @Test
  @DisplayName("R3: one too many is 429 with Retry-After in seconds and in milliseconds")
  void oneTooMany() {
    Member alice = register();

    Answer refused = exhaust(alice);

    assertThat(refused.outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(refused.header("Content-Type")).isEqualTo("application/json");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.json().path("retry_after_ms").asInt()).isBetween(1, 1000);
    assertThat(server.counters().refusedDeviceRequests()).isPositive();
  }

  @Test
  @DisplayName("R3: the status line names the status")
  void statusLineNamesTheStatus() throws IOException {
    Member alice = register();
    exhaust(alice);

    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      String request =
          "GET %s/account/whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(Http.V3, alice.http().token());
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      assertThat(
              new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                  .readLine())
          .isEqualTo("HTTP/1.1 429 Too Many Requests");
    }
  }

  @Test
  @DisplayName("R3: the time told is enough")
  void theTimeToldIsEnough() {
    Member alice = register();
    int wait = exhaust(alice).json().path("retry_after_ms").asInt();
    long begun = System.nanoTime();

    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> System.nanoTime() - begun >= Duration.ofMillis(wait).toNanos());

    assertThat(alice.http().get("account/whoami").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R3, R2: a refusal can be read by a browser, and a preflight is never refused")
  void refusalHasCors() {
    Member alice = register();

    Answer refused = exhaust(alice);

    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(refused.header("Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(alice.http().call("OPTIONS", "sync", null).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("R3: each device has a limit of its own, also those of one user")
  void devicesAreApart() {
    Member phone = register("PHONE");
    exhaust(phone);

    assertThat(login(phone, "TABLET").http().get("account/whoami").outcome()).isEqualTo("200");
    assertThat(register().http().get("account/whoami").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R3, A6: a new token of the device does not make the limit another one")
  void newTokenIsNoWayOut() {
    Member phone = register("PHONE");
    exhaust(phone);

    // A slow login gives back one request for each second, but not all of them.
    assertThat(countUntilRefused(login(phone, "PHONE"))).isLessThan(BURST - 2);
  }

  @Test
  @DisplayName("R3, T3: a send that was refused is not remembered, and its repeat delivers once")
  void refusedSendIsNotRemembered() {
    Member alice = register();
    Member bob = register();
    exhaust(alice);
    assertThat(alice.send("t1", bob, "*", "{\"n\":1}").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(bob.sync().numbers()).isEmpty();

    await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> alice.send("t1", bob, "*", "{\"n\":1}").status() == 200);
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> alice.send("t1", bob, "*", "{\"n\":1}").status() == 200);

    assertThat(bob.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("R3: a body that is refused is read over, and the connection goes on")
  void largeBodyIsReadOver() {
    Member alice = register();
    exhaust(alice);

    Answer refused = alice.send("t1", alice, "*", "{\"body\":\"" + "x".repeat(200_000) + "\"}");

    assertThat(refused.outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
  }

  @Test
  @DisplayName("R3, D4: a sync counts once, however long it waits, and is answered at its time")
  void waitingSyncCountsOnce() {
    Member alice = register();
    Member bob = register();
    String since = bob.sync().text("next_batch");
    CompletableFuture<Answer> waiting =
        bob.http().callAsync("GET", "sync?timeout=30000&since=" + since, null);
    await().until(() -> server.waitingSyncs() > 0);
    exhaust(bob);

    alice.send("t1", bob, "*", "{\"n\":1}");

    assertThat(waiting.join().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("R3, A1: an unknown token is told so, and is nobody's limit")
  void unknownTokenIsNobodys() {
    for (int i = 0; i < 2 * BURST; i++) {
      assertThat(anonymous.withToken("wrong").get("sync").outcome())
          .isEqualTo("401 M_UNKNOWN_TOKEN");
    }
  }

  /** Makes requests until one is refused, which it returns. */
  private static int countUntilRefused(Member member) {
    for (int i = 0; i < 10 * BURST; i++) {
      if (member.http().get("account/whoami").status() == 429) {
        return i;
      }
    }
    throw new AssertionError("no request was refused");
  }

  private static Answer exhaust(Member member) {
    for (int i = 0; i < 10 * BURST; i++) {
      Answer answer = member.http().get("account/whoami");
      if (answer.status() == 429) {
        assertThat(i).isGreaterThanOrEqualTo(BURST - 2);
        return answer;
      }
    }
    throw new AssertionError("no request was refused");
  }
}
