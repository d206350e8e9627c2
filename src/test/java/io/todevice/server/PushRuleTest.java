package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Push rules, which are kept for clients (clause K12). */
@DisplayName("Push rules")
class PushRuleTest extends ServerFixture {

  private static final String RULE = "{\"pattern\":\"heron\",\"actions\":[\"notify\"]}";

  @Test
  @DisplayName("K12: are the predefined ones at first, with the user's own name in them")
  void defaults() {
    Member alice = register();

    JsonNode global = alice.http().get("pushrules/").json().path("global");

    assertThat(ids(global.path("override")))
        .startsWith(".m.rule.master", ".m.rule.suppress_notices", ".m.rule.invite_for_me")
        .contains(".m.rule.is_user_mention", ".m.rule.tombstone");
    assertThat(global.at("/override/0/enabled").booleanValue()).isFalse();
    assertThat(global.at("/override/2/conditions/2/pattern").textValue()).isEqualTo(alice.userId());
    assertThat(global.at("/content/0/pattern").textValue()).isEqualTo(alice.name());
    assertThat(ids(global.path("underride")))
        .containsExactly(
            ".m.rule.call",
            ".m.rule.encrypted_room_one_to_one",
            ".m.rule.room_one_to_one",
            ".m.rule.message",
            ".m.rule.encrypted");
    assertThat(global.path("room").isArray() && global.path("sender").isArray()).isTrue();
  }

  @Test
  @DisplayName("K12: are made, read, changed and deleted, and keep what they were given")
  void roundTrip() {
    Member alice = register();
    String path = "pushrules/global/override/mine";
    String conditions = "[{\"kind\":\"event_property_is\",\"key\":\"a\",\"value\":1.0,\"x\":{}}]";

    assertThat(
            alice.http().put(path, "{\"actions\":[],\"conditions\":" + conditions + "}").outcome())
        .isEqualTo("200");

    Answer rule = alice.http().get(path);
    assertThat(rule.body()).contains("\"conditions\":" + conditions, "\"default\":false");
    assertThat(rule.json().path("enabled").booleanValue()).isTrue();
    alice.http().put(path + "/enabled", "{\"enabled\":false}");
    alice.http().put(path + "/actions", "{\"actions\":[{\"set_tweak\":\"x\",\"value\":1.0}]}");
    assertThat(alice.http().get(path + "/enabled").body()).isEqualTo("{\"enabled\":false}");
    assertThat(alice.http().get(path + "/actions").body())
        .isEqualTo("{\"actions\":[{\"set_tweak\":\"x\",\"value\":1.0}]}");
    alice.http().put(path, "{\"actions\":[]}");
    assertThat(alice.http().get(path).json().path("enabled").booleanValue()).isFalse();
    assertThat(alice.http().delete(path, "").outcome()).isEqualTo("200");
    assertThat(alice.http().get(path).outcome()).isEqualTo("404 M_NOT_FOUND");
    assertThat(ids(alice, "override")).hasSize(12);
  }

  @Test
  @DisplayName("K12: of the user come first, the newest before the others, or where the query says")
  void order() {
    Member alice = register();
    put(alice, "override/one", "{\"actions\":[]}");
    put(alice, "override/two", "{\"actions\":[]}");
    put(alice, "override/three?after=two", "{\"actions\":[]}");
    put(alice, "override/four?before=one", "{\"actions\":[]}");

    assertThat(ids(alice, "override"))
        .startsWith(".m.rule.master", "two", "three", "four", "one", ".m.rule.suppress_notices");
    put(alice, "override/one?before=two&after=three", "{\"actions\":[]}");
    assertThat(ids(alice, "override")).startsWith(".m.rule.master", "one", "two", "three", "four");
  }

  @Test
  @DisplayName("K12: of the server are switched off and changed, and are not deleted")
  void serverRules() {
    Member alice = register();
    String path = "pushrules/global/underride/.m.rule.message";

    assertThat(alice.http().put(path + "/enabled", "{\"enabled\":false}").outcome())
        .isEqualTo("200");
    assertThat(alice.http().get(path).json().path("enabled").booleanValue()).isFalse();
    assertThat(alice.http().delete(path, "").outcome()).isEqualTo("404 M_NOT_FOUND");
    assertThat(register().http().get(path).json().path("enabled").booleanValue()).isTrue();
  }

  @Test
  @DisplayName("K12: that cannot be are refused, and change nothing")
  void malformed() {
    Member alice = register();
    String before = alice.http().get("pushrules/").body();

    for (String id : new String[] {".mine", "a%2Fb", "a%5Cb", "x".repeat(256)}) {
      assertThat(alice.http().put("pushrules/global/room/" + id, RULE).outcome())
          .isEqualTo("400 M_INVALID_PARAM");
    }
    assertThat(alice.http().put("pushrules/global/content/a", "{\"actions\":[]}").outcome())
        .isEqualTo("400 M_MISSING_PARAM");
    assertThat(alice.http().put("pushrules/global/content/a", "{\"pattern\":\"x\"}").outcome())
        .isEqualTo("400 M_MISSING_PARAM");
    for (String actions : new String[] {"5", "{}", "[5]"}) {
      assertThat(
              alice
                  .http()
                  .put("pushrules/global/room/a", "{\"actions\":" + actions + "}")
                  .outcome())
          .isEqualTo("400 M_BAD_JSON");
    }
    for (String place : new String[] {"before=no", "after=.m.rule.master"}) {
      assertThat(alice.http().put("pushrules/global/override/a?" + place, RULE).outcome())
          .isEqualTo("400 M_UNKNOWN");
    }
    assertThat(alice.http().put("pushrules/global/nokind/a", RULE).outcome())
        .isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().put("pushrules/device/room/a", RULE).outcome())
        .isEqualTo("404 M_UNRECOGNIZED");
    assertThat(alice.http().get("pushrules/").body()).isEqualTo(before);
  }

  @Test
  @DisplayName("K12: are not lost where many are made at once")
  void concurrently() {
    Member alice = register();

    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> alice.http().callAsync("PUT", "pushrules/global/content/r" + i, RULE))
            .toList();

    answers.forEach(answer -> assertThat(answer.join().outcome()).isEqualTo("200"));
    assertThat(ids(alice, "content")).hasSize(21);
  }

  private static void put(Member member, String rule, String body) {
    assertThat(member.http().put("pushrules/global/" + rule, body).outcome()).isEqualTo("200");
  }

  private static List<String> ids(Member member, String kind) {
    return ids(member.http().get("pushrules/").json().path("global").path(kind));
  }

  private static List<String> ids(JsonNode rules) {
    List<String> ids = new ArrayList<>();
    rules.forEach(rule -> ids.add(rule.path("rule_id").textValue()));
    return ids;
  }
}
