package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.domain.MonotonicClock;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.Settings;
import io.todevice.store.contract.UnreliableStore;
import io.todevice.store.contract.UnreliableStore.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A server whose store answers later, and not always")
@Tag("proof")
class UnreliableStoreServerTest extends ServerFixture {

  private final UnreliableStore store =
      UnreliableStore.open(Settings.NONE, new MonotonicClock(), Duration.ofMillis(3));

  @Override
  Embedding embedding() {
    return super.embedding().withStore((place, settings, clock) -> store.store());
  }

  @Override
  ServerConfig config() {
    return super.config().with(RequestLimits.STORE_TIMEOUT, Duration.ofMillis(500));
  }

  @AfterEach
  void mend() {
    store.fail(operation -> Fault.NONE);
  }

  @Test
  @DisplayName(
      "R3: answers 429 with Retry-After while it is busy, and the repeat is delivered once")
  void busy() {
    Member alice = register();
    store.fail(operation -> operation.equals("send") ? Fault.BUSY : Fault.NONE);

    Answer refused = alice.send("t1", alice, "*", "{\"n\":1}");

    assertThat(refused.outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.json().path("retry_after_ms").asInt()).isEqualTo(1000);
    mend();
    assertThat(alice.sync().events()).isEmpty();
    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").status()).isEqualTo(200);
    assertThat(alice.sync().numbers()).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_BEFORE", "LOST_AFTER", "SILENT"})
  @DisplayName(
      "P1: answers 503 with Retry-After while it is away, and the repeat is delivered once")
  void unavailable(Fault fault) {
    Member alice = register();
    store.fail(operation -> operation.equals("send") ? fault : Fault.NONE);

    Answer failed = alice.send("t1", alice, "*", "{\"n\":1}");

    assertThat(failed.outcome()).isEqualTo("503 M_UNKNOWN");
    assertThat(Integer.parseInt(failed.header("Retry-After"))).isPositive();
    mend();
    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").status()).isEqualTo(200);
    assertThat(alice.sync().numbers()).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BUSY", "LOST_BEFORE", "LOST_AFTER", "SILENT"})
  @DisplayName("P1: fails every request that needs it with the same two answers")
  void everyOperation(Fault fault) {
    Member alice = register();
    store.fail(operation -> fault);

    List<Answer> answers =
        List.of(
            alice.sync(),
            alice.http().get("account/whoami"),
            alice.http().get("devices"),
            alice.http().post("keys/query", "{\"device_keys\":{}}"),
            alice.http().get("pushrules/"),
            anonymous.post("login", loginBody(alice, "OTHER")));

    assertThat(answers)
        .extracting(Answer::outcome)
        .containsOnly(fault == Fault.BUSY ? "429 M_LIMIT_EXCEEDED" : "503 M_UNKNOWN");
    assertThat(answers).allSatisfy(each -> assertThat(each.header("Retry-After")).isNotEmpty());
  }

  @Test
  @DisplayName("D4: no waiting sync is lost or stuck, and none misses a message")
  void waitingSyncs() {
    List<Member> members = IntStream.range(0, 20).mapToObj(i -> register()).toList();
    Member sender = register();
    List<String> positions = new ArrayList<>();
    members.forEach(member -> positions.add(member.sync().text("next_batch")));

    for (int round = 0; round < 10; round++) {
      int n = round;
      List<CompletableFuture<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        waiting.add(
            members
                .get(i)
                .http()
                .callAsync("GET", "sync?timeout=30000&since=" + positions.get(i), null));
      }
      members.forEach(
          to ->
              assertThat(sender.send(n + to.name(), to, "*", "{\"n\":" + n + "}").status())
                  .isEqualTo(200));
      for (int i = 0; i < members.size(); i++) {
        assertThat(waiting.get(i)).succeedsWithin(Duration.ofSeconds(10));
        Answer answer = waiting.get(i).join();
        assertThat(answer.numbers()).containsExactly(n);
        positions.set(i, answer.text("next_batch"));
      }
    }
    await().until(() -> server.waitingSyncs() == 0);
  }

  @Test
  @DisplayName("D4: waiting syncs outlive a store that is away, and are answered when it is back")
  void waitingSyncsOutliveAnOutage() {
    Member alice = register();
    String since = alice.sync().text("next_batch");
    CompletableFuture<Answer> waiting =
        alice.http().callAsync("GET", "sync?timeout=30000&since=" + since, null);
    await().until(() -> server.waitingSyncs() == 1);

    store.fail(operation -> Fault.LOST_BEFORE);
    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").status()).isEqualTo(503);
    mend();
    assertThat(waiting).isNotDone();
    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").status()).isEqualTo(200);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    assertThat(waiting.join().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("D4: a waiting sync is answered empty at its time, also while its store is away")
  void timeIsUpDuringAnOutage() {
    Member alice = register();
    String since = alice.sync().text("next_batch");
    CompletableFuture<Answer> waiting =
        alice.http().callAsync("GET", "sync?timeout=1500&since=" + since, null);
    await().until(() -> server.waitingSyncs() == 1);

    store.fail(operation -> Fault.SILENT);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(waiting.join().text("next_batch")).isEqualTo(since);
  }

  @Test
  @DisplayName("P1, T1: of 300 sends of which half fail, each is delivered once, in order")
  void manyFailures() {
    Member alice = register();
    Random random = new Random(7);
    Fault[] faults = {Fault.BUSY, Fault.LOST_BEFORE, Fault.LOST_AFTER};
    store.fail(
        operation ->
            operation.equals("send") && random.nextBoolean()
                ? faults[random.nextInt(faults.length)]
                : Fault.NONE);

    for (int n = 0; n < 300; n++) {
      Answer answer = alice.send("t" + n, alice, "*", "{\"n\":" + n + "}");
      while (answer.status() != 200) {
        answer = alice.send("t" + n, alice, "*", "{\"n\":" + n + "}");
      }
    }

    List<Integer> received = new ArrayList<>();
    Answer page = alice.sync();
    while (!page.events().isEmpty()) {
      received.addAll(page.numbers());
      page = alice.sync(page.text("next_batch"));
    }
    assertThat(received).isEqualTo(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  @DisplayName("R6: closing ends, with syncs that wait and a store that does not answer")
  void closing() throws IOException {
    UnreliableStore[] silent = new UnreliableStore[1];
    TodeviceServer closing =
        TodeviceServer.start(
            config().with(RequestLimits.SHUTDOWN_GRACE, Duration.ofSeconds(2)),
            Embedding.NONE.withStore(
                (place, settings, clock) -> {
                  silent[0] = UnreliableStore.open(Settings.NONE, clock, Duration.ofMillis(1));
                  return silent[0].store();
                }));
    Http http = new Http(closing.baseUrl(), null);
    String token =
        http.post(
                "register",
                "{\"username\":\"a\",\"password\":\"p\",\"auth\":{\"type\":\"m.login.dummy\"}}")
            .text("access_token");
    CompletableFuture<Answer> waiting =
        http.withToken(token).callAsync("GET", "sync?timeout=30000", null);
    await().until(() -> closing.waitingSyncs() == 1);
    silent[0].fail(operation -> Fault.SILENT);
    CompletableFuture<Answer> stuck = http.withToken(token).callAsync("GET", "sync", null);

    assertThat(CompletableFuture.runAsync(closing::close)).succeedsWithin(Duration.ofSeconds(10));

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(1));
    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(stuck).succeedsWithin(Duration.ofSeconds(1));
    assertThat(stuck.join().status()).isEqualTo(503);
  }
}
