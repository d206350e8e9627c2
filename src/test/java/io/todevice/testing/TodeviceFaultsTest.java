package io.todevice.testing;

import static io.todevice.faults.FaultRule.of;
import static io.todevice.testing.Requests.sends;
import static io.todevice.testing.Requests.syncs;
import static io.todevice.testing.assertj.TodeviceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.faults.Edits;
import io.todevice.faults.Effect;
import io.todevice.faults.Effects;
import io.todevice.faults.RuleInUse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server in a test, with a fault")
class TodeviceFaultsTest extends FaultsFixture {

  private static List<String> received(HttpResponse<String> sync) {
    List<String> received = new ArrayList<>();
    Edits.object(sync.body())
        .orElseThrow()
        .at("/to_device/events")
        .forEach(event -> received.add(event.at("/content/t").asText("-")));
    return received;
  }

  /** What comes over a connection until it ends. */
  private String exchange(String method, String target, String body) throws IOException {
    try (Socket socket = new Socket(bob.baseUrl().getHost(), bob.baseUrl().getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("%s /_matrix/client/v3/%s HTTP/1.1\r\n"
                      + "Host: localhost\r\n"
                      + "Authorization: Bearer %s\r\n"
                      + "Connection: close\r\n"
                      + "Content-Length: %d\r\n\r\n"
                      + "%s")
                  .formatted(method, target, bob.accessToken(), body.length(), body)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("loses the response to a send that is stored, so that the client must repeat it")
  void answerLost() {
    todevice
        .faults()
        .add(of(Effects.answerLost()).on("sendToDevice").from(alice.userId()).times(1));

    assertThatThrownBy(() -> greet("1")).isInstanceOf(CompletionException.class);
    assertThat(greet("1").statusCode()).isEqualTo(200);
    bobClient.syncAfter(bobClient.sync(""));
    assertThat(todevice.messagesTo(bob)).wereSent(1).deliveredExactlyOnce();
    assertThat(todevice.exchanges(sends())).hasSize(2);
  }

  @Test
  @DisplayName("counts what never reaches the server")
  void counts() {
    RuleInUse rule =
        todevice.faults().add(of(Effects.unavailable()).on("sendToDevice").times(1)).get(0);
    assertThat(greet("1").statusCode()).isEqualTo(503);
    assertThat(greet("1").statusCode()).isEqualTo(200);
    assertThat(rule.happened()).isEqualTo(1);
    assertThat(todevice.messagesTo(bob)).wereSent(1);
  }

  @Test
  @DisplayName("answers the syncs that wait when it is closed, as without faults")
  void closed() {
    String since = TestClient.nextBatch(bobClient.sync(""));
    Awaited arrival = todevice.awaitArrival(syncs());
    CompletableFuture<HttpResponse<String>> waiting =
        bobClient.syncLater("timeout=30000&since=" + since);
    arrival.get();
    todevice.close();
    assertThat(waiting.join().statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("carries a forgotten transaction out again")
  void forgottenTransaction() throws Exception {
    todevice.faults().add(of(Effects.forgottenTransaction()));
    greet("1");
    greet("1");
    String body = "{\"messages\":{\"%s\":{\"*\":{\"t\":\"2\"}}}}".formatted(bob.userId());
    for (int i = 0; i < 2; i++) {
      assertThat(exchange("PUT", "sendToDevice/" + TYPE + "/2?any=1", body))
          .startsWith("HTTP/1.1 200");
    }
    assertThat(received(bobClient.sync(""))).containsExactly("1", "1", "2", "2");
  }

  @Test
  @DisplayName("refuses requests before they are stored, as proxies and servers do")
  void refused() {
    for (Effect effect : List.of(Effects.badGateway(), Effects.unavailable())) {
      todevice.faults().add(of(effect).times(1));
    }
    todevice.faults().add(of(Effects.rateLimited(Duration.ofMillis(1500))).times(1));
    todevice.faults().add(of(Effects.softLogout()).times(1));

    assertThat(greet("1").body()).contains("502 Bad Gateway");
    assertThat(greet("1").body()).contains("503 Service Unavailable");
    HttpResponse<String> limited = greet("1");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.body()).contains("\"retry_after_ms\":1500");
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(greet("1").body()).contains("\"soft_logout\":true");
    assertThat(todevice.exchanges()).allMatch(seen -> seen.fault().isPresent());
    assertThat(greet("1").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("cuts, resets and dribbles on the wire")
  void wire() throws Exception {
    todevice.faults().add(of(Effects.cutBody()).times(1));
    String cut = exchange("GET", "sync", "");
    assertThat(cut).contains("next_batch").doesNotContain("device_unused_fallback_key_types");
    todevice.faults().add(of(Effects.connectionReset()).times(1));
    assertThatThrownBy(() -> exchange("GET", "sync", ""))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    todevice.faults().add(of(Effects.answerLost()).times(1));
    assertThat(exchange("GET", "sync", "")).isEmpty();
    assertThat(todevice.exchanges(syncs().from(bob).answered(200))).hasSize(3);

    todevice.faults().add(of(Effects.dribble(Duration.ofMillis(20))).times(1));
    long start = System.nanoTime();
    assertThat(bobClient.sync("").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(160));
  }

  @Test
  @DisplayName("delays responses")
  void delays() {
    todevice.faults().add(of(Effects.delay(Duration.ofMillis(100))).times(1));
    todevice.faults().add(of(Effects.logNormalDelay(Duration.ofMillis(100), 0, 1)).times(1));
    for (int i = 0; i < 2; i++) {
      assertThat(time("1")).isGreaterThan(Duration.ofMillis(99));
    }
  }

  private Duration time(String transaction) {
    long start = System.nanoTime();
    greet(transaction);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  @DisplayName("delays responses by times of a log-normal distribution, the same in each run")
  void logNormalDelays() {
    Random random = new Random(3);
    todevice.faults().add(of(Effects.logNormalDelay(Duration.ofMillis(40), 0.8, 3)));
    List<Double> factors = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double factor = Math.exp(0.8 * random.nextGaussian());
      factors.add(factor);
      assertThat(time("1").toMillis()).isGreaterThanOrEqualTo((long) (40 * factor) - 1);
    }
    assertThat(factors).anyMatch(factor -> factor > 1.5).anyMatch(factor -> factor < 0.7);
  }

  @Test
  @DisplayName("delivers messages twice, in another order, emptied, or not all")
  void messages() {
    greet("1");
    greet("2");
    greet("3");
    for (Effect effect :
        List.of(
            Effects.deliveredTwice(),
            Effects.reordered(),
            Effects.emptied(),
            Effects.inboxOverflow())) {
      todevice.faults().add(of(effect).times(1));
    }
    assertThat(received(bobClient.sync(""))).containsExactly("1", "1", "2", "2", "3", "3");
    assertThat(received(bobClient.sync(""))).containsExactly("3", "2", "1");
    assertThat(received(bobClient.sync(""))).containsExactly("-", "-", "-");
    HttpResponse<String> last = bobClient.sync("");
    assertThat(received(last)).containsExactly("3");

    todevice.faults().add(of(Effects.forgottenSince()).times(1), of(Effects.emptySync()).times(1));
    assertThat(received(bobClient.syncAfter(last))).containsExactly("1", "2", "3");
    greet("4");
    HttpResponse<String> empty = bobClient.syncAfter(last);
    assertThat(received(empty)).isEmpty();
    assertThat(empty.body()).contains("device_one_time_keys_count");
    assertThat(TestClient.nextBatch(empty)).isEqualTo(TestClient.nextBatch(last));
    assertThat(received(bobClient.syncAfter(last))).containsExactly("4");
  }

  @Test
  @DisplayName("alters a content, and only that")
  void altered() {
    String content =
        "{\"algorithm\":\"m.olm\",\"body\":{\"key\":[\"a long ciphertext\"]},\"type\":0}";
    aliceClient.send(TYPE, "1", bob.userId(), bob.deviceId(), content);
    aliceClient.send(TYPE, "2", bob.userId(), bob.deviceId(), "{\"n\":1}");
    aliceClient.send(TYPE, "3", bob.userId(), bob.deviceId(), "{}");
    todevice.faults().add(of(Effects.altered()).times(1));

    assertThat(bobClient.sync("").body())
        .contains(content.replace("ciphertext", "cAphertext"))
        .contains("{\"n\":2}", "{\"altered\":true}");
    assertThat(bobClient.sync("").body()).contains(content, "{\"n\":1}");
  }

  @Test
  @DisplayName("hands messages out in pages, once each, in order, also when its rule has ended")
  void pages() {
    for (int i = 1; i <= 5; i++) {
      greet(Integer.toString(i));
    }
    todevice.faults().add(of(Effects.pages(2)).times(1));

    HttpResponse<String> first = bobClient.sync("");
    assertThat(received(first)).containsExactly("1", "2");
    todevice.faults().clear();
    greet("6");
    HttpResponse<String> second = bobClient.syncAfter(first);
    assertThat(received(second)).containsExactly("3", "4");
    assertThat(received(bobClient.syncAfter(first))).containsExactly("3", "4");
    assertThat(second.body()).contains("device_one_time_keys_count");
    HttpResponse<String> third = bobClient.syncAfter(second);
    assertThat(received(third)).containsExactly("5");
    assertThat(received(bobClient.syncAfter(third))).containsExactly("6");
  }

  @Test
  @DisplayName("loses nothing when pages are forgotten")
  void forgottenPages() {
    for (int i = 1; i <= 3; i++) {
      greet(Integer.toString(i));
    }
    HttpResponse<String> empty = bobClient.syncAfter(bobClient.sync(""));
    greet("4");
    greet("5");
    String since = "since=fault-page.0.1." + TestClient.nextBatch(empty);
    todevice.faults().add(of(Effects.pages(1)).times(1));
    assertThat(received(bobClient.sync(since))).containsExactly("4");
    assertThat(received(bobClient.sync(since))).containsExactly("4", "5");
  }

  @Test
  @DisplayName("stands at an old position, so that messages come again")
  void oldSince() {
    HttpResponse<String> start = bobClient.sync("");
    greet("1");
    todevice.faults().add(of(Effects.oldSince()).times(1));

    HttpResponse<String> old = bobClient.syncAfter(start);
    assertThat(received(old)).containsExactly("1");
    HttpResponse<String> again = bobClient.syncAfter(old);
    assertThat(received(again)).containsExactly("1");
    assertThat(received(bobClient.syncAfter(again))).isEmpty();
  }

  @Test
  @DisplayName("passes errors of the server on, whatever it does to syncs")
  void errors() {
    TestClient nobody = new TestClient(todevice.baseUrl(), "nobody");
    for (Effect effect :
        List.of(Effects.emptySync(), Effects.pages(1), Effects.altered(), Effects.oldSince())) {
      todevice.faults().add(of(effect).times(1));
      assertThat(nobody.sync("since=s1").statusCode()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("is chosen by operation, user, device, type, number and chance")
  void choice() {
    Session phone = alice.onDevice("PHONE");
    todevice
        .faults()
        .add(
            of(Effects.unavailable()).on("sync").fromDevice(alice.userId(), "PHONE"),
            of(Effects.badGateway()).ofType("org.example.other").from(alice.userId()).times(2));

    assertThat(TestClient.of(phone).sync("").statusCode()).isEqualTo(503);
    assertThat(aliceClient.sync("").statusCode()).isEqualTo(200);
    assertThat(bobClient.sync("").statusCode()).isEqualTo(200);
    assertThat(greet("1").statusCode()).isEqualTo(200);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      statuses.add(
          aliceClient.send("org.example.other", "1", bob.userId(), "*", "{}").statusCode());
    }
    assertThat(statuses).containsExactly(502, 502, 200);

    todevice.faults().clear();
    assertThat(TestClient.of(phone).sync("").statusCode()).isEqualTo(200);
    List<Integer> first = byChance();
    assertThat(first).contains(200, 503).isEqualTo(byChance());
  }

  private List<Integer> byChance() {
    todevice.faults().add(of(Effects.unavailable()).withProbability(0.5, 7));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      statuses.add(bobClient.sync("").statusCode());
    }
    todevice.faults().clear();
    return statuses;
  }

  @Test
  @DisplayName("that can never happen is refused at once, and those beside it too")
  void validation() {
    Faults faults = todevice.faults();
    assertThatThrownBy(
            () -> faults.add(of(Effects.unavailable()), of(Effects.unavailable()).on("snyc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a rule of unavailable can never match: there is no operation 'snyc'; did you mean"
                + " sync?");
    assertThat(bobClient.sync("").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> faults.add(of(Effects.unavailable()).from("@carol:localhost")))
        .hasMessageEndingWith("there is no user '@carol:localhost'");
    assertThatThrownBy(() -> faults.add(of(Effects.unavailable()).from("carol")))
        .hasMessageEndingWith("'carol' is not a user ID like @alice:example.org");
    assertThatThrownBy(() -> faults.add(of(Effects.reordered()).on("sendToDevice")))
        .hasMessageEndingWith("it is about slidingSync or sync, not sendToDevice");
    assertThatThrownBy(() -> faults.add(of(Effects.reordered()).ofType(TYPE)))
        .hasMessageEndingWith("only requests of sendToDevice have an event type");
    assertThatThrownBy(() -> faults.add(of(Effects.answerLost()).ofType(TYPE).on("sync")))
        .hasMessageEndingWith("it is about sendToDevice, not sync");
    assertThatThrownBy(() -> faults.add(of(Effects.answerLost()).times(0)))
        .hasMessageEndingWith("it may happen 0 times");
    for (double impossible : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> faults.add(of(Effects.answerLost()).withProbability(impossible, 1)))
          .hasMessageContaining("a probability is above 0 and up to 1");
    }
    assertThatThrownBy(() -> Effects.delay(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Effects.logNormalDelay(Duration.ofSeconds(1), Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    try (Todevice without = Todevice.start()) {
      assertThatThrownBy(without::faults)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("withFaults()");
    }
  }

  @Test
  @DisplayName("of one test happens to its own users only, and ends with it and with a reset")
  void shared() {
    Todevice one = todevice.share();
    TestClient ofOne = TestClient.of(one.user("alice"));
    one.faults().add(of(Effects.unavailable()).on("sync"));

    assertThat(ofOne.sync("").statusCode()).isEqualTo(503);
    assertThat(bobClient.sync("").statusCode()).isEqualTo(200);
    one.reset();
    assertThat(TestClient.of(one.user("alice")).sync("").statusCode()).isEqualTo(200);
    one.close();

    todevice.faults().add(of(Effects.unavailable()));
    assertThat(bobClient.sync("").statusCode()).isEqualTo(503);
    todevice.reset();
    assertThat(TestClient.of(todevice.user("bob")).sync("").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("hands a one-time key out twice")
  void oneTimeKeyTwice() throws Exception {
    todevice.faults().add(of(Effects.oneTimeKeyTwice()));
    String keys =
        "{\"one_time_keys\":{\"curve25519:1\":\"one\",\"curve25519:2\":\"two\","
            + "\"curve25519:3\":\"three\"}}";
    assertThat(exchange("POST", "keys/upload", keys)).startsWith("HTTP/1.1 200");
    String claim =
        "{\"one_time_keys\":{\"%s\":{\"DEVICE\":\"curve25519\"}}}".formatted(bob.userId());
    assertThat(exchange("POST", "keys/claim", claim)).contains("\"one\"");
    String other = claim.replaceFirst("\\{", "{\"timeout\":5000,");
    assertThat(exchange("POST", "keys/claim", other)).contains("\"one\"").doesNotContain("\"two\"");
    assertThat(exchange("POST", "keys/claim", claim)).contains("\"one\"");
    todevice.faults().clear();
    assertThat(exchange("POST", "keys/claim", claim)).doesNotContain("\"one\"");
  }
}
