package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.server.OtherServer.Question;
import io.todevice.server.OtherServer.Reply;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Beside a homeserver")
class HomeserverTokensTest extends ServerFixture {

  private static final String WHOAMI = "/_matrix/client/v3/account/whoami";
  private static final Reply UNKNOWN =
      new Reply(401, "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"Unknown\"}");

  private final OtherServer homeserver;
  private final Map<String, String> users = new ConcurrentHashMap<>();

  HomeserverTokensTest() throws IOException {
    homeserver = new OtherServer();
  }

  @Override
  ServerConfig config() {
    return super.config()
        .with(ServerSettings.OPEN_REGISTRATION, false)
        .with(TokenSettings.HOMESERVER_URL, URI.create(homeserver.url()))
        .with(TokenSettings.TOKEN_CHECK_INTERVAL, Duration.ofSeconds(1));
  }

  @BeforeEach
  void answerAboutUsers() {
    homeserver.reply(WHOAMI, this::whoami);
  }

  @AfterAll
  void stopHomeserver() {
    homeserver.close();
  }

  private Reply whoami(Question question) {
    String answer = users.get(question.authorization());
    return answer == null ? UNKNOWN : new Reply(200, answer);
  }

  /** Somebody who has logged in on the homeserver. */
  private Http loggedIn(String token, String user, String device) {
    users.put(
        "Bearer " + token,
        "{\"user_id\":\"@%s:localhost\",\"device_id\":\"%s\",\"is_guest\":false}"
            .formatted(user, device));
    return anonymous.withToken(token);
  }

  private static Answer send(Http sender, String txnId, String user, String device) {
    return sender.put(
        "sendToDevice/org.example.test/" + txnId,
        "{\"messages\":{\"@%s:localhost\":{\"%s\":{\"n\":1}}}}".formatted(user, device));
  }

  @Test
  @DisplayName("A6: its tokens speak for its users and devices")
  void delivers() {
    Http alice = loggedIn("alice1", "alice", "PHONE");
    Http bob = loggedIn("bob1", "bob", "LAPTOP");
    assertThat(bob.get("account/whoami").json().path("device_id").asText()).isEqualTo("LAPTOP");

    assertThat(send(alice, "t1", "bob", "LAPTOP").outcome()).isEqualTo("200");
    assertThat(send(alice, "t1", "bob", "LAPTOP").outcome()).isEqualTo("200");

    Answer sync = bob.get("sync");
    assertThat(sync.numbers()).containsExactly(1);
    assertThat(sync.events().get(0).path("sender").asText()).isEqualTo("@alice:localhost");
  }

  @Test
  @DisplayName("A6: another token of the same device finds the same inbox")
  void newToken() {
    Http before = loggedIn("carol1", "carol", "PHONE");
    before.get("sync");
    send(before, "t1", "carol", "PHONE");
    users.remove("Bearer carol1");

    assertThat(loggedIn("carol2", "carol", "PHONE").get("sync").numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("A1: what it does not know is unknown here, with soft_logout where it says so")
  void unknown() {
    assertThat(anonymous.withToken("nobody").get("sync").outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
    homeserver.reply(WHOAMI, 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"soft_logout\":true}");

    Answer answer = anonymous.withToken("expired").get("sync");

    assertThat(answer.outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(answer.json().path("soft_logout").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("A1: a token without a device, or of another server's user, is unknown")
  void noDevice() {
    users.put("Bearer bot", "{\"user_id\":\"@bot:localhost\"}");
    users.put("Bearer far", "{\"user_id\":\"@far:elsewhere\",\"device_id\":\"PHONE\"}");

    assertThat(anonymous.withToken("bot").get("sync").outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(anonymous.withToken("far").get("sync").outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("A5: a token that ends there ends here, also for a sync that waits")
  void revoked() {
    Http dora = loggedIn("dora1", "dora", "PHONE");
    String since = dora.get("sync").text("next_batch");
    CompletableFuture<Answer> waiting =
        dora.callAsync("GET", "sync?timeout=60000&since=" + since, null);

    users.remove("Bearer dora1");

    assertThat(waiting.join().outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(dora.get("sync").outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("A5: a token whose device was deleted here is not accepted again")
  void loggedOutHere() {
    Http erin = loggedIn("erin1", "erin", "PHONE");
    assertThat(erin.post("logout", "{}").outcome()).isEqualTo("200");

    int asked = homeserver.questions().size();
    await()
        .untilAsserted(
            () -> {
              assertThat(erin.get("sync").outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
              assertThat(homeserver.questions()).hasSizeGreaterThan(asked);
            });
    assertThat(loggedIn("erin2", "erin", "PHONE").get("sync").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("A6: a token that speaks for another device there does so here, and ends what waits")
  void anotherDevice() {
    Http gina = loggedIn("gina1", "gina", "PHONE");
    String since = gina.get("sync").text("next_batch");
    CompletableFuture<Answer> waiting =
        gina.callAsync("GET", "sync?timeout=60000&since=" + since, null);

    loggedIn("gina1", "hugo", "LAPTOP");

    assertThat(waiting.join().outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(gina.get("account/whoami").text("user_id")).isEqualTo("@hugo:localhost");
  }

  @Test
  @DisplayName("asks once for many requests with one token")
  void asksOnce() {
    Http frank = loggedIn("frank1", "frank", "PHONE");
    CountDownLatch all = new CountDownLatch(1);
    homeserver.reply(
        WHOAMI,
        question -> {
          awaitQuietly(all);
          return whoami(question);
        });
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20).mapToObj(i -> frank.callAsync("GET", "devices", null)).toList();
    all.countDown();

    assertThat(answers).allMatch(answer -> answer.join().status() == 200);
    assertThat(homeserver.questions())
        .filteredOn(question -> question.authorization().equals("Bearer frank1"))
        .hasSize(1);
  }

  @Test
  @DisplayName("answers 503 as long as the homeserver gives no usable answer")
  void unusable() {
    Map<Integer, String> bad =
        Map.of(500, "{}", 200, "not JSON", 404, "{}", 502, "<html>", 418, "[]");
    bad.forEach(
        (status, body) -> {
          homeserver.reply(WHOAMI, status, body);
          Answer answer = anonymous.withToken("any" + status).get("sync");
          assertThat(answer.outcome()).isEqualTo("503 M_UNKNOWN");
          assertThat(answer.body()).doesNotContain("any" + status);
        });
    homeserver.reply(WHOAMI, 200, "{\"x\":\"" + "x".repeat(1 << 17) + "\"}");
    assertThat(anonymous.withToken("long").get("sync").outcome()).isEqualTo("503 M_UNKNOWN");
    homeserver.reply(WHOAMI, 429, "{}");
    assertThat(anonymous.withToken("many").get("sync").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");

    homeserver.reply(WHOAMI, this::whoami);
    assertThat(loggedIn("long", "grace", "PHONE").get("sync").outcome()).isEqualTo("200");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
