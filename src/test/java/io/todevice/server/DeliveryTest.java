package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Delivery")
class DeliveryTest extends ServerFixture {

  @Test
  @DisplayName("D1: in order of arrival, at most 100 in one response, the rest in the next ones")
  void inOrderAndInPages() {
    Member alice = register();
    IntStream.range(0, 250).forEach(n -> alice.send("t" + n, alice, "*", "{\"n\":" + n + "}"));

    List<Integer> numbers = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Answer page = alice.sync();
    while (!page.events().isEmpty()) {
      sizes.add(page.events().size());
      numbers.addAll(page.numbers());
      page = alice.sync(page.text("next_batch"));
    }

    assertThat(sizes).containsExactly(100, 100, 50);
    assertThat(numbers).isEqualTo(IntStream.range(0, 250).boxed().toList());
  }

  @Test
  @DisplayName("D2, D3: messages come again until acknowledged, and never after")
  void againUntilAcknowledged() {
    Member alice = register();
    String start = alice.sync().text("next_batch");
    alice.send("t1", alice, "*", "{\"n\":1}");

    assertThat(alice.sync().numbers()).containsExactly(1);
    assertThat(alice.sync(start).numbers()).containsExactly(1);
    String first = alice.sync(start).text("next_batch");
    alice.send("t2", alice, "*", "{\"n\":2}");

    assertThat(alice.sync(start).numbers()).containsExactly(1, 2);
    assertThat(alice.sync(first).numbers()).containsExactly(2);
    assertThat(alice.sync(start).numbers()).containsExactly(2);
    assertThat(alice.sync().numbers()).containsExactly(2);
  }

  @Test
  @DisplayName("D3: acknowledging is per device")
  void acknowledgingIsPerDevice() {
    Member phone = register("PHONE");
    Member tablet = login(phone, "TABLET");
    phone.send("t1", phone, "*", "{\"n\":1}");

    phone.sync(phone.sync().text("next_batch"));

    assertThat(phone.sync().events()).isEmpty();
    assertThat(tablet.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("D4: a waiting sync answers as soon as a message arrives")
  void waitingSyncWakes() {
    Member alice = register();
    CompletableFuture<Answer> waiting = waitingSync(alice, 60_000);

    alice.send("t1", alice, "*", "{\"n\":1}");

    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(answer.numbers()).containsExactly(1));
  }

  @Test
  @DisplayName(
      "D4: a waiting sync answers empty when its time is up, and does not wait where it must not")
  void waitingSyncEnds() {
    Member alice = register();

    assertThat(alice.http().get("sync?timeout=200").events()).isEmpty();
    assertThat(alice.http().callAsync("GET", "sync?timeout=60000&full_state=true", null))
        .succeedsWithin(Duration.ofSeconds(10));
    assertThat(alice.http().callAsync("GET", "sync", null)).succeedsWithin(Duration.ofSeconds(10));
    alice.send("t1", alice, "*", "{\"n\":1}");
    assertThat(alice.http().callAsync("GET", "sync?timeout=60000", null))
        .succeedsWithin(Duration.ofSeconds(10));
  }

  @DisplayName("D5: a token that no server of this kind gives out is refused")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "s72594_4483_1934",
        "0",
        "%00",
        "s1_0_01",
        "s1_ffffffffffffffff_9223372036854775808"
      })
  void malformedTokenIsRefused(String since) {
    assertThat(register().sync(since).outcome()).isEqualTo("400 M_INVALID_PARAM");
  }

  @DisplayName("D5: a token of another life of the inbox is a fresh start; nothing is acknowledged")
  @ParameterizedTest
  @ValueSource(strings = {"s1_0_0", "s1_1_1", "s1_ffffffffffffffff_9223372036854775807"})
  void tokenOfAnotherLife(String since) {
    Member alice = register();
    alice.send("t1", alice, "*", "{\"n\":1}");

    assertThat(alice.sync(since).numbers()).containsExactly(1);
    assertThat(alice.sync(since).numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("D5: another device's token shows nobody's messages")
  void tokenOfAnotherDevice() {
    Member alice = register();
    Member bob = register();
    alice.send("t1", alice, "*", "{\"n\":1}");
    bob.send("t1", bob, "*", "{\"n\":2}");

    assertThat(bob.sync(alice.sync().text("next_batch")).numbers()).containsExactly(2);
    assertThat(bob.sync().numbers()).containsExactly(2);
  }

  @Test
  @DisplayName("D6: a device that is deleted and made again starts empty, also for its old tokens")
  void deviceMadeAgainStartsEmpty() {
    Member phone = register("PHONE");
    Member tablet = login(phone, "TABLET");
    phone.send("t1", phone, "TABLET", "{\"n\":1}");
    tablet.send("t1", phone, "PHONE", "{\"n\":1}");
    String old = tablet.sync().text("next_batch");
    assertThat(tablet.http().post("logout", "{}").outcome()).isEqualTo("200");
    phone.send("t2", phone, "*", "{\"n\":2}");

    Member again = login(phone, "TABLET");

    assertThat(again.sync().events()).isEmpty();
    assertThat(again.sync(old).events()).isEmpty();
    again.send("t1", phone, "PHONE", "{\"n\":3}");
    assertThat(phone.sync().numbers()).containsExactly(1, 2, 3);
  }

  @Test
  @DisplayName("D9: what clients need beside the messages is there, and their parameters are taken")
  void membersThatClientsNeed() {
    Member alice = register();
    String filterId =
        alice
            .http()
            .post("user/" + alice.userId() + "/filter", "{\"room\":{\"timeline\":{\"limit\":1}}}")
            .text("filter_id");

    Answer answer =
        alice
            .http()
            .get(
                "sync?filter="
                    + filterId
                    + "&set_presence=offline&full_state=false&use_state_after=true&timeout=0");

    assertThat(answer.outcome()).isEqualTo("200");
    assertThat(answer.json().fieldNames())
        .toIterable()
        .contains(
            "next_batch",
            "to_device",
            "device_lists",
            "device_one_time_keys_count",
            "device_unused_fallback_key_types");
    assertThat(alice.http().get("sync?filter=%7B%22room%22%3A%7B%7D%7D").outcome())
        .isEqualTo("200");
    assertThat(alice.http().get("sync?filter=%7B%22room%22%3A5%7D").outcome())
        .isEqualTo("400 M_BAD_JSON");
    assertThat(alice.http().get("sync?filter=unknown").outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().get("sync?timeout=soon").outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().get("sync?set_presence=asleep").outcome())
        .isEqualTo("400 M_INVALID_PARAM");
  }

  /** A sync that is known to be waiting. */
  private CompletableFuture<Answer> waitingSync(Member member, int timeoutMillis) {
    int before = server.waitingSyncs();
    CompletableFuture<Answer> waiting =
        member.http().callAsync("GET", "sync?timeout=" + timeoutMillis, null);
    await().until(() -> server.waitingSyncs() > before);
    return waiting;
  }

  @Test
  @DisplayName(
      "A5: logging out, logging out everywhere, deleting the device and a new login end a waiting"
          + " sync at once")
  void endOfTheTokenEndsAWaitingSync() {
    Member phone = register("PHONE");
    Member tablet = login(phone, "TABLET");
    CompletableFuture<Answer> deleted = waitingSync(tablet, 60_000);
    String deletion =
        "{\"auth\":{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"pass of %s\"}}"
            .formatted(phone.name(), phone.name());
    assertThat(phone.http().delete("devices/TABLET", deletion).outcome()).isEqualTo("200");
    assertEnded(deleted);

    CompletableFuture<Answer> replaced = waitingSync(phone, 60_000);
    Member again = login(phone, "PHONE");
    assertEnded(replaced);

    CompletableFuture<Answer> loggedOut = waitingSync(again, 60_000);
    Member laptop = login(phone, "LAPTOP");
    assertThat(laptop.http().post("logout/all", "").outcome()).isEqualTo("200");
    assertEnded(loggedOut);
    assertThat(laptop.sync().outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  private static void assertEnded(CompletableFuture<Answer> waiting) {
    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(answer.outcome()).isEqualTo("401 M_UNKNOWN_TOKEN"));
  }
}
