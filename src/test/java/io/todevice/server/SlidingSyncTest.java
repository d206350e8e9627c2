package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sliding sync")
class SlidingSyncTest extends ServerFixture {

  private static final String PATH = "/_matrix/client/v4/sync";
  private static final String UNSTABLE =
      "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync";
  private static final String BOTH =
      "\"extensions\":{\"to_device\":{\"enabled\":true},\"e2ee\":{\"enabled\":true}}";

  private static Answer sync(Member member, String body) {
    return member.http().post(PATH, body);
  }

  private static String at(String pos, String rest) {
    return "{\"pos\":\"%s\",%s}".formatted(pos, rest);
  }

  private static List<Integer> numbers(Answer answer) {
    List<Integer> numbers = new ArrayList<>();
    answer
        .json()
        .at("/extensions/to_device/events")
        .forEach(event -> numbers.add(event.at("/content/n").asInt()));
    return numbers;
  }

  private static String toDevice(String since, int limit) {
    return "\"extensions\":{\"to_device\":{\"enabled\":true,\"since\":\"%s\",\"limit\":%d}}"
        .formatted(since, limit);
  }

  private static String nextBatch(Answer answer) {
    return answer.json().at("/extensions/to_device/next_batch").asText();
  }

  private void send(Member from, Member to, int n) {
    assertThat(from.send("t" + n, to, to.deviceId(), "{\"n\":%d}".formatted(n)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, UNSTABLE})
  @DisplayName("X1, X4: begins a connection at once, whatever its timeout, and has no rooms")
  void begins(String path) {
    Answer answer =
        register()
            .http()
            .post(
                path,
                "{\"conn_id\":\"main\",\"timeout\":60000,\"lists\":{\"all\":{\"range\":[0,9],"
                    + "\"timeline_limit\":1,\"required_state\":[]}},"
                    + "\"extensions\":{\"typing\":{\"enabled\":true}}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("pos")).isNotEmpty();
    assertThat(answer.json().path("lists").toString()).isEqualTo("{\"all\":{\"count\":0}}");
    assertThat(answer.json().path("rooms")).isEmpty();
    assertThat(answer.json().path("extensions")).isEmpty();
  }

  @Test
  @DisplayName("X2: brings messages in pages, each until its since comes, in one inbox with /sync")
  void pages() {
    Member alice = register();
    Member bob = register("PHONE");
    for (int n = 1; n <= 5; n++) {
      send(alice, bob, n);
    }
    Answer first =
        sync(bob, "{" + "\"extensions\":{\"to_device\":{\"enabled\":true,\"limit\":2}}}");
    assertThat(numbers(first)).containsExactly(1, 2);
    assertThat(first.json().at("/extensions/to_device/events/0/sender").asText())
        .isEqualTo(alice.userId());

    String next = toDevice(nextBatch(first), 2);
    Answer second = sync(bob, at(first.text("pos"), next));
    assertThat(numbers(second)).containsExactly(3, 4);
    assertThat(numbers(sync(bob, at(second.text("pos"), next)))).containsExactly(3, 4);

    assertThat(bob.sync().numbers()).containsExactly(3, 4, 5);
    assertThat(bob.sync(nextBatch(second)).numbers()).containsExactly(5);
  }

  @Test
  @DisplayName("X2: an extension that is not enabled acknowledges nothing")
  void notEnabled() {
    Member alice = register();
    Member bob = register("PHONE");
    send(alice, bob, 1);
    String since = nextBatch(sync(bob, "{" + BOTH + "}"));

    Answer off =
        sync(
            bob,
            "{\"extensions\":{\"to_device\":{\"enabled\":false,\"since\":\"" + since + "\"}}}");

    assertThat(off.json().path("extensions")).isEmpty();
    assertThat(bob.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("X1, X2: waits for a message, and only for what it asked for")
  void waits() {
    Member alice = register();
    Member bob = register("PHONE");
    Answer first = sync(bob, "{" + BOTH + "}");
    String since = toDevice(nextBatch(first), 100);
    String body = at(first.text("pos"), "\"timeout\":60000," + since);
    CompletableFuture<Answer> waiting = bob.http().callAsync("POST", PATH, body);
    String keysOnly =
        at(first.text("pos"), "\"timeout\":500,\"extensions\":{\"e2ee\":{\"enabled\":true}}");
    CompletableFuture<Answer> other = bob.http().callAsync("POST", PATH, keysOnly);
    await().until(() -> server.waitingSyncs() >= 2);

    send(alice, bob, 1);

    assertThat(numbers(waiting.join())).containsExactly(1);
    assertThat(other.join().json().at("/extensions").has("to_device")).isFalse();
  }

  @Test
  @DisplayName(
      "X1: takes pos and timeout from the query too, as clients of the unstable form send them")
  void query() {
    Member bob = register("PHONE");
    String pos = bob.http().post(UNSTABLE, "{}").text("pos");

    Answer next = bob.http().post(UNSTABLE + "?timeout=1&pos=" + pos, "{}");

    assertThat(next.status()).isEqualTo(200);
    assertThat(next.text("pos")).isEqualTo(pos);
  }

  @Test
  @DisplayName("X1: a pos of another device, connection or form is M_UNKNOWN_POS")
  void unknownPos() {
    Member alice = register("PHONE");
    Member second = login(alice, "TABLET");
    String pos = sync(alice, "{\"conn_id\":\"a\"}").text("pos");

    assertThat(sync(alice, at(pos, "\"conn_id\":\"a\"")).status()).isEqualTo(200);
    assertThat(sync(alice, at(pos, "\"conn_id\":\"b\"")).outcome()).isEqualTo("400 M_UNKNOWN_POS");
    assertThat(sync(second, at(pos, "\"conn_id\":\"a\"")).outcome()).isEqualTo("400 M_UNKNOWN_POS");
    for (String other :
        List.of("", "5", pos + "0000000000000000000", alice.sync().text("next_batch"))) {
      assertThat(sync(alice, at(other, "\"conn_id\":\"a\"")).outcome())
          .isEqualTo("400 M_UNKNOWN_POS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"since\":\"none\"", "\"since\":\"\"", "\"limit\":0", "\"limit\":-1"})
  @DisplayName("X2: a since or a limit that no client can have is M_INVALID_PARAM")
  void invalid(String member) {
    assertThat(
            sync(register(), "{\"extensions\":{\"to_device\":{\"enabled\":true," + member + "}}}")
                .outcome())
        .isEqualTo("400 M_INVALID_PARAM");
  }

  @Test
  @DisplayName("X3: counts of keys are told in every answer, changes of keys after the first")
  void keys() {
    Member alice = register("PHONE");
    Member bob = register("LAPTOP");
    alice.http().post("keys/query", "{\"device_keys\":{\"" + bob.userId() + "\":[]}}");
    Answer first = sync(alice, "{" + BOTH + "}");
    assertThat(first.json().at("/extensions/e2ee").has("device_lists")).isFalse();
    assertThat(first.json().at("/extensions/e2ee").has("device_one_time_keys_count")).isTrue();
    CompletableFuture<Answer> waiting =
        alice
            .http()
            .callAsync(
                "POST", PATH, at(first.text("pos"), "\"timeout\":60000," + toDeviceAndKeys(first)));
    await().until(() -> server.waitingSyncs() > 0);

    bob.http().post("keys/upload", KeysTest.deviceKeys(bob));

    JsonNode told = waiting.join().json().at("/extensions/e2ee");
    assertThat(told.at("/device_lists/changed/0").asText()).isEqualTo(bob.userId());
    Answer changes =
        alice
            .http()
            .get("keys/changes?from=" + first.text("pos") + "&to=" + waiting.join().text("pos"));
    assertThat(changes.json().path("changed").toString()).contains(bob.userId());
  }

  private static String toDeviceAndKeys(Answer before) {
    return "\"extensions\":{\"to_device\":{\"enabled\":true,\"since\":\"%s\"},\"e2ee\":{\"enabled\":true}}"
        .formatted(nextBatch(before));
  }

  @Test
  @DisplayName("X2, X3: extensions have their unstable names too")
  void unstableNames() {
    Answer answer =
        sync(
            register(),
            "{\"extensions\":{\"org.matrix.msc4538.to_device\":{\"enabled\":true},"
                + "\"org.matrix.msc4543.e2ee\":{\"enabled\":true}}}");

    JsonNode extensions = answer.json().path("extensions");
    assertThat(extensions.path("org.matrix.msc4538.to_device").has("next_batch")).isTrue();
    assertThat(extensions.path("org.matrix.msc4543.e2ee").has("device_one_time_keys_count"))
        .isTrue();
    assertThat(
            anonymous.get("/_matrix/client/versions").json().path("unstable_features").toString())
        .contains("org.matrix.simplified_msc3575", "org.matrix.msc4538", "org.matrix.msc4543");
  }

  @Test
  @DisplayName("K7, X3: a change of keys that no response has reported stays news")
  void unreportedKeys() {
    Member alice = register();
    Member bob = register();
    alice.http().post("keys/query", "{\"device_keys\":{\"" + bob.userId() + "\":[]}}");
    String keys = "\"extensions\":{\"e2ee\":{\"enabled\":true}}";
    String pos = sync(alice, "{" + keys + "}").text("pos");
    String since = alice.http().get("sync").text("next_batch");
    bob.http().post("keys/upload", KeysTest.deviceKeys(bob));

    Answer messages = sync(alice, at(pos, toDevice(since, 100)));

    assertThat(sync(alice, at(messages.text("pos"), keys)).json().at("/extensions/e2ee").toString())
        .contains("\"changed\":[\"" + bob.userId() + "\"]");
    assertThat(
            alice
                .http()
                .get("sync?since=" + nextBatch(messages))
                .json()
                .at("/device_lists/changed")
                .toString())
        .isEqualTo("[\"" + bob.userId() + "\"]");
  }
}
