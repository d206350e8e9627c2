package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that not every store can keep are refused before they reach one, so that all stores respond
 * alike and each can be copied to each.
 */
@DisplayName("A text that a store can't keep")
class UnstorableTextTest extends ServerFixture {

  @DisplayName("is refused where it is a value of a body, and nothing is kept")
  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\ud83d\\ude00\\ud800", "\\udc00a"})
  void values(String text) {
    Member alice = register();
    Http http = alice.http();
    String rules = http.get("pushrules/").body();

    assertBadJson(
        http.put("pushrules/global/content/a", "{\"actions\":[],\"pattern\":\"" + text + "\"}"));
    assertBadJson(http.put("devices/DEVICE", "{\"display_name\":\"" + text + "\"}"));
    assertBadJson(
        http.post(
            "keys/claim",
            "{\"one_time_keys\":{\"%s\":{\"D\":\"%s\"}}}".formatted(alice.userId(), text)));
    assertBadJson(
        anonymous.post(
            "login",
            loginBody(alice, "D")
                .replace(
                    "\"device_id\"",
                    "\"initial_device_display_name\":\"" + text + "\",\"device_id\"")));

    assertThat(http.get("pushrules/").body()).isEqualTo(rules);
    assertThat(http.get("devices").json().path("devices")).hasSize(1);
    assertThat(http.get("devices/DEVICE").json().has("display_name")).isFalse();
  }

  @DisplayName("is refused where it is a name in a body, and nothing is kept")
  @ParameterizedTest
  @CsvSource({"x:\\u0000, M_INVALID_PARAM", "x\\u0000:a, M_INVALID_PARAM", "x:\\ud800, M_NOT_JSON"})
  void names(String name, String code) {
    Http http = register().http();
    String backup =
        http.post(
                "room_keys/version",
                "{\"algorithm\":\"m.megolm_backup.v1.curve25519-aes-sha2\",\"auth_data\":{}}")
            .text("version");
    String session =
        "{\"first_message_index\":0,\"forwarded_count\":0,\"is_verified\":true,\"session_data\":{}}";
    String refusal = "400 " + code;

    for (String keys : new String[] {"one_time_keys", "fallback_keys"}) {
      assertThat(
              http.post("keys/upload", "{\"%s\":{\"%s\":\"AAAA\"}}".formatted(keys, name))
                  .outcome())
          .isEqualTo(refusal);
    }
    for (String path :
        new String[] {"\"%s\":{\"sessions\":{\"s\":%s}}", "\"r\":{\"sessions\":{\"%s\":%s}}"}) {
      assertThat(
              http.put(
                      "room_keys/keys?version=" + backup,
                      "{\"rooms\":{" + path.formatted(name, session) + "}}")
                  .outcome())
          .isEqualTo(refusal);
    }

    assertThat(http.post("keys/upload", "{}").json().toString())
        .isEqualTo("{\"one_time_key_counts\":{\"signed_curve25519\":0}}");
    assertThat(http.get("room_keys/keys?version=" + backup).body()).isEqualTo("{\"rooms\":{}}");
  }

  @Test
  @DisplayName("is refused in the pattern of a push rule, which keeps U+0000 as little")
  void pattern() {
    Http http = register().http();

    assertThat(
            http.put("pushrules/global/content/a", "{\"actions\":[],\"pattern\":\"a\\u0000\"}")
                .outcome())
        .isEqualTo("400 M_INVALID_PARAM");
  }

  @Test
  @DisplayName("is refused where it is a parameter of the query")
  void parameters() {
    Http http = register().http();

    for (String query : new String[] {"room_keys/keys?version=%00", "sync?filter=%00"}) {
      assertThat(http.get(query).outcome()).isEqualTo("400 M_INVALID_PARAM");
    }
  }

  private static void assertBadJson(Answer answer) {
    assertThat(answer.outcome()).isEqualTo("400 M_BAD_JSON");
    assertThat(answer.text("error")).contains("a lone surrogate");
  }
}
