package io.todevice.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code account_data} of {@code /sync} (clause K12). */
@DisplayName("Account data in a sync")
class AccountDataSyncTest extends ServerFixture {

  @Test
  @DisplayName("K12: is all of it at first, push rules included, and then what has changed")
  void changes() {
    Member alice = register();
    put(alice, "a", "{\"n\":1.0}");
    put(alice, "b", "{}");

    Answer first = alice.sync();
    assertThat(events(first)).containsOnlyKeys("a", "b", "m.push_rules");
    assertThat(first.body()).contains("{\"n\":1.0}");
    assertThat(event(first, "m.push_rules").at("/global/override/0/rule_id").textValue())
        .isEqualTo(".m.rule.master");

    Answer second = alice.sync(first.text("next_batch"));
    assertThat(events(second)).isEmpty();
    put(alice, "a", "{\"n\":2}");
    Answer third = alice.sync(second.text("next_batch"));
    assertThat(events(third)).containsOnlyKeys("a");
    assertThat(events(alice.sync(second.text("next_batch")))).containsOnlyKeys("a");
    assertThat(events(alice.sync(third.text("next_batch")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "{} | m.a,m.a.b,org.b,m.push_rules",
        "{\"types\":[]} | none",
        "{\"types\":[\"m.a\",\"nothing\"]} | m.a",
        "{\"types\":[\"*\"],\"not_types\":[\"m.push_rules\"]} | m.a,m.a.b,org.b",
        "{\"types\":[\"m.*\"],\"not_types\":[\"m.a\"]} | m.a.b,m.push_rules",
        "{\"types\":[\"*.b\"]} | m.a.b,org.b",
        "{\"types\":[\"m*.*b\",\"o*r*b\"]} | m.a.b,org.b",
        "{\"types\":[\"m.a*a\",\"*m.a.b.*\",\"M.A\"]} | none",
      })
  @DisplayName("K12: is chosen by the filter's types, inline and by its ID")
  void filtered(String filter, @Nullable String types) {
    Member alice = register();
    for (String type : List.of("m.a", "m.a.b", "org.b")) {
      put(alice, type, "{}");
    }
    String text = "{\"account_data\":" + filter + "}";
    String id = alice.http().post("user/" + alice.userId() + "/filter", text).text("filter_id");

    for (String parameter : List.of(URLEncoder.encode(text, UTF_8), id)) {
      assertThat(events(alice.http().get("sync?filter=" + parameter)).keySet())
          .containsExactlyInAnyOrder(types == null ? new String[0] : types.split(","));
    }
  }

  @Test
  @DisplayName("K12: is not replaced by a request without a body")
  void withoutBody() {
    Member alice = register();
    put(alice, "a", "{\"n\":1}");
    String path = "user/" + alice.userId() + "/account_data/a";

    assertThat(alice.http().put(path, "").outcome()).isEqualTo("400 M_NOT_JSON");
    assertThat(alice.http().get(path).body()).isEqualTo("{\"n\":1}");
  }

  @Test
  @DisplayName("K12: has the push rules where they were changed, and so has the data of that type")
  void pushRules() {
    Member alice = register();
    Answer first = alice.sync();

    alice.http().put("pushrules/global/override/.m.rule.master/enabled", "{\"enabled\":true}");

    Answer second = alice.sync(first.text("next_batch"));
    assertThat(events(second)).containsOnlyKeys("m.push_rules");
    JsonNode rules = event(second, "m.push_rules");
    assertThat(rules.at("/global/override/0/enabled").booleanValue()).isTrue();
    assertThat(rules).isEqualTo(alice.http().get("pushrules/").json());
    assertThat(alice.http().get("user/" + alice.userId() + "/account_data/m.push_rules").json())
        .isEqualTo(rules);
    assertThat(events(alice.sync(second.text("next_batch")))).isEmpty();
  }

  @Test
  @DisplayName("K12: wakes a sync that waits, of every device of the user and of nobody else")
  void wakes() {
    Member alice = register("PHONE");
    Member laptop = login(alice, "LAPTOP");
    Member bob = register();
    CompletableFuture<Answer> waiting = waitingSync(laptop);
    CompletableFuture<Answer> others = waitingSync(bob);
    Awaitility.await().until(() -> server.waitingSyncs() == 2);

    put(alice, "a", "{}");

    assertThat(events(waiting.orTimeout(10, TimeUnit.SECONDS).join())).containsOnlyKeys("a");
    assertThat(others).isNotDone();
    assertThat(bob.http().post("logout", "{}").outcome()).isEqualTo("200");
    assertThat(others.orTimeout(10, TimeUnit.SECONDS).join().status()).isEqualTo(401);
  }

  @Test
  @DisplayName("K12: wakes a first sync that waits, which returns all of it")
  void wakesFirst() {
    Member alice = register();
    put(alice, "a", "{}");
    CompletableFuture<Answer> waiting = alice.http().callAsync("GET", "sync?timeout=30000", null);
    Awaitility.await().until(() -> server.waitingSyncs() == 1);

    put(alice, "b", "{}");

    assertThat(events(waiting.orTimeout(10, TimeUnit.SECONDS).join()))
        .containsOnlyKeys("a", "b", "m.push_rules");
  }

  @Test
  @DisplayName("D5: is all of it again for a token of another device")
  void foreignToken() {
    Member alice = register("PHONE");
    put(alice, "a", "{}");
    String token = alice.sync().text("next_batch");

    assertThat(events(login(alice, "LAPTOP").sync(token))).containsOnlyKeys("a", "m.push_rules");
  }

  private static CompletableFuture<Answer> waitingSync(Member member) {
    String since = member.sync().text("next_batch");
    return member.http().callAsync("GET", "sync?timeout=30000&since=" + since, null);
  }

  private static void put(Member member, String type, String content) {
    assertThat(
            member
                .http()
                .put("user/" + member.userId() + "/account_data/" + type, content)
                .outcome())
        .isEqualTo("200");
  }

  private static JsonNode event(Answer answer, String type) {
    return requireNonNull(events(answer).get(type));
  }

  private static Map<String, JsonNode> events(Answer answer) {
    assertThat(answer.outcome()).isEqualTo("200");
    Map<String, JsonNode> events = new TreeMap<>();
    answer
        .json()
        .at("/account_data/events")
        .forEach(event -> events.put(event.path("type").textValue(), event.path("content")));
    return events;
  }
}
