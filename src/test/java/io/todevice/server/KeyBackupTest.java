package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.StorageLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Server-side key backups (clause K11). */
@DisplayName("A key backup")
class KeyBackupTest extends ServerFixture {

  private static final String ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2";
  private static final String ROOM = "%21reeds%3Aexample.org";

  @Override
  ServerConfig config() {
    return super.config().with(StorageLimits.KEY_BACKUP_SIZE, 100_000L);
  }

  @Test
  @DisplayName("K11: that does not exist is M_NOT_FOUND, whatever is asked of it")
  void none() {
    Member alice = register();

    for (String path :
        new String[] {
          "room_keys/version",
          "room_keys/version/1",
          "room_keys/keys?version=1",
          "room_keys/keys/" + ROOM + "?version=1",
          "room_keys/keys/" + ROOM + "/s?version=1"
        }) {
      assertThat(alice.http().get(path).outcome()).as(path).isEqualTo("404 M_NOT_FOUND");
    }
    assertThat(alice.http().put("room_keys/keys?version=1", "{\"rooms\":{}}").outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(alice.http().put("room_keys/version/1", backup("{}")).outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(alice.http().delete("room_keys/version/1", "").outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(alice.http().delete("room_keys/keys?version=1", "").outcome())
        .isEqualTo("404 M_NOT_FOUND");
  }

  @Test
  @DisplayName("K11: tells its version, algorithm, data, count and etag")
  void version() {
    Member alice = register();
    String authData = "{\"public_key\":\"abc\",\"n\":1.0}";

    String version = create(alice, authData);

    Answer current = alice.http().get("room_keys/version");
    assertThat(current.text("version")).isEqualTo(version);
    assertThat(current.text("algorithm")).isEqualTo(ALGORITHM);
    assertThat(current.body()).contains("\"auth_data\":" + authData);
    assertThat(current.json().path("count").intValue()).isZero();
    assertThat(current.json().path("etag").isTextual()).isTrue();
    assertThat(alice.http().get("room_keys/version/" + version).body()).isEqualTo(current.body());
  }

  @Test
  @DisplayName("K11: keeps keys and gives them back as they came, one, of a room, or all")
  void keys() {
    Member alice = register();
    String version = create(alice, "{}");
    String key = key(1, 0, true, "{\"mac\":\"x\",\"n\":12345678901234567890}");
    String etag = alice.http().get("room_keys/version").text("etag");

    Answer put = alice.http().put("room_keys/keys?version=" + version, rooms(key));

    assertThat(put.json().path("count").intValue()).isEqualTo(1);
    assertThat(put.text("etag")).isNotEqualTo(etag);
    assertThat(alice.http().get("room_keys/version").text("etag")).isEqualTo(put.text("etag"));
    assertThat(alice.http().get("room_keys/keys?version=" + version).body()).isEqualTo(rooms(key));
    assertThat(alice.http().get("room_keys/keys/" + ROOM + "?version=" + version).body())
        .isEqualTo("{\"sessions\":{\"s1\":" + key + "}}");
    assertThat(alice.http().get("room_keys/keys/" + ROOM + "/s1?version=" + version).body())
        .isEqualTo(key);
    assertThat(alice.http().get("room_keys/keys/other?version=" + version).body())
        .isEqualTo("{\"sessions\":{}}");
    assertThat(alice.http().get("room_keys/keys/" + ROOM + "/s2?version=" + version).outcome())
        .isEqualTo("404 M_NOT_FOUND");
  }

  @Test
  @DisplayName("K11: is filled by room and by session, and emptied likewise")
  void parts() {
    Member alice = register();
    String query = "?version=" + create(alice, "{}");
    String key = key(1, 0, false, "{}");

    assertThat(
            alice
                .http()
                .put("room_keys/keys/" + ROOM + query, "{\"sessions\":{\"s1\":" + key + "}}")
                .json()
                .path("count")
                .intValue())
        .isEqualTo(1);
    assertThat(count(alice.http().put("room_keys/keys/" + ROOM + "/s2" + query, key))).isEqualTo(2);
    assertThat(count(alice.http().delete("room_keys/keys/" + ROOM + "/s1" + query, "")))
        .isEqualTo(1);
    assertThat(count(alice.http().delete("room_keys/keys/" + ROOM + query, ""))).isZero();
    assertThat(count(alice.http().delete("room_keys/keys" + query, ""))).isZero();
    assertThat(alice.http().get("room_keys/keys" + query).body()).isEqualTo("{\"rooms\":{}}");
  }

  @Test
  @DisplayName("K11: keeps the better of two keys: verified, of an earlier message, less forwarded")
  void better() {
    Member alice = register();
    String query = "?version=" + create(alice, "{}");
    String path = "room_keys/keys/" + ROOM + "/s1" + query;
    alice.http().put(path, key(5, 5, false, "{\"n\":0}"));

    alice.http().put(path, key(6, 0, false, "{\"n\":1}"));
    assertThat(alice.http().get(path).json().at("/session_data/n").intValue()).isZero();
    alice.http().put(path, key(5, 4, false, "{\"n\":2}"));
    assertThat(alice.http().get(path).json().at("/session_data/n").intValue()).isEqualTo(2);
    alice.http().put(path, key(9, 9, true, "{\"n\":3}"));
    assertThat(alice.http().get(path).json().at("/session_data/n").intValue()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "K11: that is not the current one takes no keys, and the error names the current one")
  void wrongVersion() {
    Member alice = register();
    String first = create(alice, "{}");
    String second = create(alice, "{}");

    for (String path : new String[] {"", "/" + ROOM, "/" + ROOM + "/s1"}) {
      String key = key(0, 0, false, "{}");
      String body =
          path.isEmpty()
              ? rooms(key)
              : path.endsWith("s1") ? key : "{\"sessions\":{\"s1\":" + key + "}}";
      Answer answer = alice.http().put("room_keys/keys" + path + "?version=" + first, body);
      assertThat(answer.outcome()).isEqualTo("403 M_WRONG_ROOM_KEYS_VERSION");
      assertThat(answer.text("current_version")).isEqualTo(second);
    }
    assertThat(alice.http().get("room_keys/keys?version=" + first).body())
        .isEqualTo("{\"rooms\":{}}");
  }

  @Test
  @DisplayName("K11: changes its data and nothing else")
  void update() {
    Member alice = register();
    String version = create(alice, "{\"a\":1}");
    String path = "room_keys/version/" + version;

    assertThat(alice.http().put(path, backup("{\"a\":2}")).outcome()).isEqualTo("200");
    assertThat(alice.http().get(path).json().at("/auth_data/a").intValue()).isEqualTo(2);
    assertThat(
            alice
                .http()
                .put(path, backup("{\"a\":3}").replaceFirst("\\{", "{\"version\":\"99\","))
                .outcome())
        .isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().put(path, backup("{}").replace(ALGORITHM, "other")).status())
        .isEqualTo(400);
    assertThat(alice.http().get(path).json().at("/auth_data/a").intValue()).isEqualTo(2);
  }

  @Test
  @DisplayName("K11: that is deleted is gone, and deleting it again is no error")
  void delete() {
    Member alice = register();
    String version = create(alice, "{}");

    assertThat(alice.http().delete("room_keys/version/" + version, "").outcome()).isEqualTo("200");
    assertThat(alice.http().delete("room_keys/version/" + version, "").outcome()).isEqualTo("200");
    assertThat(alice.http().get("room_keys/version").outcome()).isEqualTo("404 M_NOT_FOUND");
  }

  @Test
  @DisplayName("K11: refuses what is no key, and keeps nothing of the request")
  void malformed() {
    Member alice = register();
    String query = "?version=" + create(alice, "{}");
    String good = key(0, 0, false, "{}");

    for (String bad :
        new String[] {"{}", "5", good.replace("false", "1"), good.replace(":0", ":\"0\"")}) {
      Answer answer =
          alice
              .http()
              .put(
                  "room_keys/keys/" + ROOM + query,
                  "{\"sessions\":{\"s1\":" + good + ",\"s2\":" + bad + "}}");
      assertThat(answer.status()).as(bad).isEqualTo(400);
    }
    assertThat(alice.http().put("room_keys/keys/" + ROOM + "/s1", good).outcome())
        .isEqualTo("400 M_MISSING_PARAM");
    assertThat(
            alice.http().put("room_keys/keys/" + "r".repeat(256) + "/s1" + query, good).outcome())
        .isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().get("room_keys/keys" + query).body()).isEqualTo("{\"rooms\":{}}");
  }

  @Test
  @DisplayName("F2: of more keys than a user may hold is refused: M_TOO_LARGE")
  void tooLarge() {
    Member alice = register();
    String query = "?version=" + create(alice, "{}");
    String large = key(0, 0, false, "{\"x\":\"" + "x".repeat(60_000) + "\"}");

    assertThat(alice.http().put("room_keys/keys/" + ROOM + "/s1" + query, large).outcome())
        .isEqualTo("200");
    assertThat(alice.http().put("room_keys/keys/" + ROOM + "/s2" + query, large).outcome())
        .isEqualTo("413 M_TOO_LARGE");
  }

  @Test
  @DisplayName("K11: is its user's alone")
  void others() {
    Member alice = register();
    Member mallory = register();
    String version = create(alice, "{}");

    assertThat(mallory.http().get("room_keys/version/" + version).outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(mallory.http().delete("room_keys/version/" + version, "").outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(login(alice, "OTHER").http().get("room_keys/version").outcome()).isEqualTo("200");
  }

  private static String create(Member member, String authData) {
    return member.http().post("room_keys/version", backup(authData)).text("version");
  }

  private static int count(Answer answer) {
    assertThat(answer.outcome()).isEqualTo("200");
    return answer.json().path("count").intValue();
  }

  private static String backup(String authData) {
    return "{\"algorithm\":\"" + ALGORITHM + "\",\"auth_data\":" + authData + "}";
  }

  private static String rooms(String key) {
    return "{\"rooms\":{\"!reeds:example.org\":{\"sessions\":{\"s1\":" + key + "}}}}";
  }

  private static String key(int first, int forwarded, boolean isVerified, String data) {
    return "{\"first_message_index\":%d,\"forwarded_count\":%d,\"is_verified\":%s,\"session_data\":%s}"
        .formatted(first, forwarded, isVerified, data);
  }
}
