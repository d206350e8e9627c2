package io.todevice.testing;

import static io.todevice.testing.Requests.operation;
import static io.todevice.testing.Requests.requests;
import static io.todevice.testing.Requests.sends;
import static io.todevice.testing.Requests.syncs;
import static io.todevice.testing.assertj.TodeviceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.settings.RequestLimits;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server in a test")
class TodeviceTest {

  private static final String TYPE = "org.example.greeting";
  private static final Duration SOON = Duration.ofMillis(50);

  private final Todevice todevice = Todevice.start();
  private final Session alice = todevice.user("alice");
  private final Session bob = todevice.user("bob");
  private final TestClient aliceClient = TestClient.of(alice);
  private final TestClient bobClient = TestClient.of(bob);

  @AfterEach
  void stop() {
    todevice.close();
  }

  private HttpResponse<String> greet(String transaction, String text) {
    return aliceClient.send(
        TYPE, transaction, bob.userId(), bob.deviceId(), "{\"text\":\"" + text + "\"}");
  }

  @Test
  @DisplayName("has users who are logged in without a request")
  void users() {
    assertThat(todevice.exchanges()).isEmpty();
    assertThat(bobClient.sync("").statusCode()).isEqualTo(200);
    assertThat(todevice.user("alice")).isSameAs(alice);
    assertThat(alice.userId()).isEqualTo("@alice:localhost");
    assertThat(alice.onDevice("PHONE").userId()).isEqualTo(alice.userId());
    assertThat(alice.onDevice("PHONE").accessToken()).isNotEqualTo(alice.accessToken());
  }

  @Test
  @DisplayName("delivers what a scripted peer sends")
  void peer() {
    alice.send("a type/with ü", bob, "{\"n\":12345678901234567890.0}");

    assertThat(bobClient.sync("").body()).contains("12345678901234567890.0", "a type/with ü");
    assertThatThrownBy(() -> alice.send(TYPE, bob, "no JSON"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("400");
  }

  @Test
  @DisplayName("knows whether a message was delivered exactly once, also after a lost response")
  void exactlyOnce() {
    greet("1", "hello");
    greet("1", "hello");
    Messages greetings = todevice.messagesTo(bob).from(alice).ofType(TYPE);
    assertThat(greetings).wereSent(1).notHandedOut();

    bobClient.sync("");
    assertThatThrownBy(() -> assertThat(greetings).deliveredExactlyOnce())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "\n  org.example.greeting from @alice:localhost {\"text\":\"hello\"}: sent once,"
                + " handed out once, acknowledged 0 times");
    assertThatThrownBy(() -> assertThat(greetings).notHandedOut())
        .isInstanceOf(AssertionError.class);

    HttpResponse<String> repeated = bobClient.sync("");
    bobClient.syncAfter(repeated);
    assertThat(greetings).deliveredExactlyOnce();
    assertThat(greetings.list()).singleElement().extracting(Delivery::handedOut).isEqualTo(2);
    assertThatThrownBy(() -> assertThat(todevice.messagesTo(alice)).deliveredExactlyOnce())
        .hasMessageContaining("none was sent");
    assertThatThrownBy(() -> assertThat(greetings).wereSent(2)).isInstanceOf(AssertionError.class);
  }

  @Test
  @DisplayName("counts a message to * for each device that is not named beside it")
  void wildcard() {
    Session phone = bob.onDevice("PHONE");
    aliceClient.send(TYPE, "1", bob.userId(), "*\":{\"n\":1},\"PHONE", "{\"n\":2}");

    assertThat(todevice.messagesTo(bob).list())
        .extracting(Delivery::content)
        .containsExactly("{\"n\":1}");
    assertThat(todevice.messagesTo(phone).list())
        .extracting(Delivery::content)
        .containsExactly("{\"n\":2}");
  }

  @Test
  @DisplayName("lets a test wait for requests from before the act on, and for those only")
  void awaits() {
    greet("1", "earlier");
    Awaited sent = todevice.await(sends().from(alice).to(bob).ofType(TYPE));
    Awaited both = todevice.await(sends(), 2);
    assertThat(sent.isDone()).isFalse();

    greet("2", "now");
    assertThat(sent.get().requestBody()).contains("now");
    assertThat(sent.get().pathValues()).containsExactly(TYPE, "2");
    assertThat(both.isDone()).isFalse();

    greet("3", "then");
    assertThat(both.list(Awaited.DEFAULT_WAIT)).hasSize(2);
    assertThat(both.toFuture()).isCompleted();
  }

  @Test
  @DisplayName("says what came instead of what a test waits for, the nearest first")
  void nearMisses() {
    Awaited sent = todevice.await(sends().from(alice).to(bob).ofType("org.example.other"));
    bobClient.sync("");
    greet("1", "hello");

    assertThatThrownBy(() -> sent.get(SOON))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "waited 50 ms for sendToDevice from @alice:localhost/DEVICE to @bob:localhost/DEVICE of"
                + " type org.example.other; in the journal, the nearest first:\n"
                + "  sendToDevice [org.example.greeting, 1] from @alice:localhost/DEVICE, answered"
                + " 200: not of type org.example.other\n"
                + "  sync from @bob:localhost/DEVICE, answered 200: not sendToDevice, not from"
                + " @alice:localhost/DEVICE, not to @bob:localhost/DEVICE, not of type"
                + " org.example.other");
    assertThatThrownBy(() -> todevice.await(requests(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("tells when a sync waits, before it is answered")
  void arrival() {
    Awaited waits = todevice.awaitArrival(syncs().from(bob).withQuery("timeout", "30000"));
    CompletableFuture<HttpResponse<String>> sync = bobClient.syncLater("timeout=30000");

    assertThat(waits.get().status()).isEmpty();
    await().until(() -> todevice.waitingSyncs() == 1);
    greet("1", "hello");
    assertThat(sync.join().body()).contains("hello");
    assertThat(todevice.exchanges(syncs().answered(200))).hasSize(1);
  }

  @Test
  @DisplayName("ends tokens, messages and waits when a test moves the clock")
  void clock() {
    Session expiring = bob.withExpiringToken(Duration.ofMinutes(5));
    assertThat(expiring.refreshToken()).isPresent();
    assertThat(bobClient.sync("").statusCode()).isEqualTo(401);
    TestClient client = TestClient.of(expiring);
    greet("1", "hello");

    todevice.advanceClock(Duration.ofMinutes(4));
    HttpResponse<String> first = client.sync("");
    assertThat(first.body()).contains("hello");
    CompletableFuture<HttpResponse<String>> waiting =
        client.syncLater("timeout=60000&since=" + TestClient.nextBatch(first));
    await().until(() -> todevice.waitingSyncs() == 1);
    todevice.advanceClock(Duration.ofSeconds(61));
    assertThat(waiting.join().body()).contains("soft_logout").contains("M_UNKNOWN_TOKEN");

    greet("2", "hello");
    todevice.advanceClock(Settings.NONE.get(StorageLimits.INBOX_RETENTION));
    Session renewed = bob.withExpiringToken(Duration.ofMinutes(5));
    assertThat(TestClient.of(renewed).sync("").body()).doesNotContain(TYPE);
    assertThatThrownBy(() -> todevice.advanceClock(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("repeats a transaction as new once its time is over")
  void transaction() {
    greet("1", "hello");
    greet("1", "hello");
    todevice.advanceClock(Settings.NONE.get(StorageLimits.TRANSACTION_RETENTION).plusSeconds(1));
    greet("1", "hello");

    assertThat(bobClient.sync("").body().split("hello", -1)).hasSize(3);
  }

  @Test
  @DisplayName("stands still when a test stops its clock, so that a wait ends when the test wants")
  void stoppedClock() {
    todevice.stopClock();
    CompletableFuture<HttpResponse<String>> waiting = bobClient.syncLater("timeout=200");
    await().until(() -> todevice.waitingSyncs() == 1);
    await().during(Duration.ofMillis(400)).until(() -> !waiting.isDone());

    todevice.advanceClock(Duration.ofMillis(200));
    assertThat(waiting.join().statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("forgets everything in one step: syncs that wait are answered, tokens unknown")
  void reset() {
    greet("1", "hello");
    CompletableFuture<HttpResponse<String>> waiting =
        TestClient.of(bob.onDevice("PHONE")).syncLater("timeout=30000");
    await().until(() -> todevice.waitingSyncs() == 1);

    todevice.reset();

    assertThat(waiting.join().statusCode()).isEqualTo(200);
    assertThat(todevice.exchanges()).isEmpty();
    assertThat(bobClient.sync("").statusCode()).isEqualTo(401);
    Session next = todevice.user("bob");
    assertThat(next.accessToken()).isNotEqualTo(bob.accessToken());
    assertThat(TestClient.of(next).sync("").body()).doesNotContain("hello");
  }

  @Test
  @DisplayName("resets while clients poll and send, without a request that fails or is torn")
  void resetRace() {
    Set<Integer> statuses = new HashSet<>();
    CompletableFuture<Void> poller =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 300; i++) {
                statuses.add(bobClient.sync("timeout=1").statusCode());
                statuses.add(greet("t" + i, "hello").statusCode());
              }
            });
    while (!poller.isDone()) {
      todevice.reset();
      assertThat(todevice.exchanges(syncs().answered(200))).isEmpty();
    }

    poller.join();
    assertThat(statuses).isSubsetOf(200, 401).contains(401);
  }

  @Test
  @DisplayName("keeps a journal within its bytes, and does not judge by one that is incomplete")
  void boundedJournal() {
    try (Todevice small = Todevice.builder().journalBytes(20_000).start()) {
      Session carol = small.user("carol");
      TestClient client = TestClient.of(carol);
      for (int i = 0; i < 50; i++) {
        client.send(TYPE, "t" + i, carol.userId(), "*", "{\"n\":" + i + "}");
      }

      List<RecordedExchange> kept = small.exchanges();
      assertThat(kept.stream().mapToLong(RecordedExchange::weight).sum())
          .isLessThanOrEqualTo(20_000);
      assertThat(kept).hasSizeGreaterThan(5);
      assertThat(kept.get(kept.size() - 1).requestBody()).contains("49");
      assertThat(small.droppedExchanges()).isEqualTo(50 - kept.size());
      assertThatThrownBy(() -> small.messagesTo(carol).list())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("journalBytes");
      assertThatThrownBy(() -> small.await(operation("x")).get(SOON))
          .hasMessageContaining("that the journal has dropped");
    }
    assertThatThrownBy(() -> Todevice.builder().journalBytes(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("shows each of the tests that share it its own users and requests only")
  void share() {
    Todevice one = todevice.share();
    Todevice two = todevice.share();
    Session ofOne = one.user("alice");
    Session ofTwo = two.user("alice");
    assertThat(ofOne.userId()).isNotEqualTo(ofTwo.userId()).startsWith("@alice-t");
    assertThat(ofOne.userId()).isEqualTo("@" + one.localpart("alice") + ":localhost");
    Awaited awaitedByTwo = two.await(syncs());

    TestClient.of(ofOne).sync("");
    assertThat(one.exchanges()).hasSize(1);
    assertThat(two.exchanges()).isEmpty();
    assertThat(awaitedByTwo.isDone()).isFalse();
    assertThat(todevice.exchanges()).hasSize(1);
    TestClient.of(ofTwo).sync("");
    assertThat(awaitedByTwo.get().userId()).hasValue(ofTwo.userId());

    for (Todevice sharing : List.of(one, two, todevice)) {
      assertThatThrownBy(() -> sharing.advanceClock(Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a server of its own");
    }
    assertThatThrownBy(todevice::reset).isInstanceOf(IllegalStateException.class);

    one.reset();
    assertThat(one.exchanges()).isEmpty();
    assertThat(one.user("alice").userId()).isNotEqualTo(ofOne.userId());
    assertThat(TestClient.of(ofOne).sync("").statusCode()).isEqualTo(401);
    assertThat(TestClient.of(ofTwo).sync("").statusCode()).isEqualTo(200);
    one.close();
    assertThatThrownBy(() -> two.advanceClock(Duration.ofSeconds(1)))
        .as("also alone: the next test on the server would have another time")
        .isInstanceOf(IllegalStateException.class);
    two.close();
    todevice.advanceClock(Duration.ofSeconds(1));
    assertThat(TestClient.of(ofTwo).sync("").statusCode()).isEqualTo(401);
    assertThat(TestClient.of(bob).sync("").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("refuses what cannot be, and says what it is")
  void mistakes() {
    assertThatThrownBy(() -> todevice.user(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there can be no user of the name '': it is empty");
    assertThatThrownBy(() -> todevice.user("a:b\0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there can be no user of the name 'a:b?': ");
    assertThatThrownBy(() -> todevice.advanceClock(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("time does not go on after 9999-01-01T00:00:00Z: ");
    try (Todevice other = Todevice.start()) {
      Session stranger = other.user("stranger");
      assertThatThrownBy(() -> todevice.messagesTo(stranger))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("@stranger:localhost/DEVICE is a device of another server");
      assertThatThrownBy(() -> todevice.messagesTo(bob).from(stranger))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> bob.send("org.example.note", stranger, "{}"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("that is closed says so")
  void closed() {
    Todevice shared = todevice.share();
    todevice.close();
    for (Todevice each : List.of(todevice, shared)) {
      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> each.user("carol"),
              () -> each.await(syncs()),
              () -> each.advanceClock(Duration.ofSeconds(1)),
              each::stopClock,
              each::reset,
              each::share)) {
        assertThatThrownBy(use)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the server for tests is closed");
      }
    }
    assertThatThrownBy(() -> bob.send("org.example.note", bob, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the server for tests is closed");
    shared.close();
  }

  @Test
  @DisplayName("fails a strict test with what its client did against the specification, once")
  void strict() {
    Todevice strict = Todevice.builder().strict().start();
    try {
      Todevice good = strict.share();
      Todevice bad = strict.share();
      TestClient.of(good.user("alice")).sync("");
      Awaited sent = bad.await(sends());
      assertThat(TestClient.of(bad.user("bob")).sync("timeout=never").statusCode()).isEqualTo(400);

      good.verify();
      assertThatThrownBy(() -> sent.get(SOON)).hasMessageContaining("violates the specification");
      assertThatThrownBy(bad::verify)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("MUST invalid-parameter @bob-t");
      bad.verify();

      TestClient nobody = new TestClient(strict.baseUrl(), "unknown");
      nobody.sync("timeout=never");
      good.close();
      bad.verify();
      nobody.sync("timeout=never");
      assertThatThrownBy(bad::close).isInstanceOf(AssertionError.class);
    } finally {
      assertThatThrownBy(strict::close).isInstanceOf(AssertionError.class);
    }
    strict.close();
  }

  @Test
  @DisplayName("that nobody closes leaves nothing to the next, and keeps no process alive")
  void forgotten() {
    greet("1", "hello");
    try (Todevice next = Todevice.start()) {
      assertThat(next.baseUrl()).isNotEqualTo(todevice.baseUrl());
      assertThat(next.exchanges()).isEmpty();
      assertThat(TestClient.of(next.user("bob")).sync("").body()).doesNotContain("hello");
      assertThat(new TestClient(next.baseUrl(), bob.accessToken()).sync("").statusCode())
          .isEqualTo(401);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().matches("(?i)(http|grizzly|sync|test-clock).*"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  @DisplayName("closes at once while a sync waits")
  void closes() {
    CompletableFuture<HttpResponse<String>> waiting = bobClient.syncLater("timeout=30000");
    await().until(() -> todevice.waitingSyncs() == 1);
    long start = System.nanoTime();
    todevice.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(waiting.join().statusCode()).isEqualTo(200);
    todevice.close();
  }

  @Test
  @DisplayName("takes the server's settings, and refuses what is out of range")
  void settings() {
    try (Todevice named =
        Todevice.builder()
            .serverName("matrix.example.org")
            .with(RequestLimits.REQUESTS_PER_SECOND, 1)
            .with(RequestLimits.REQUEST_BURST, 1)
            .start()) {
      Session carol = named.user("carol");
      assertThat(carol.userId()).isEqualTo("@carol:matrix.example.org");
      TestClient client = TestClient.of(carol);
      assertThat(client.sync("").statusCode()).isEqualTo(200);
      assertThat(client.sync("").statusCode()).isEqualTo(429);
    }
    assertThatThrownBy(() -> Todevice.builder().with(RequestLimits.REQUESTS_PER_SECOND, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
