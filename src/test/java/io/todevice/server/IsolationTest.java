package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is one user's is no other's")
class IsolationTest extends ServerFixture {

  @Test
  @DisplayName("A6: another user's device is not there, to be seen, renamed or deleted")
  void devices() {
    Member alice = register("ALICES");
    Member mallory = register("MALLORYS");
    String auth =
        "\"auth\":{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"pass of %s\"}"
            .formatted(mallory.name(), mallory.name());

    assertThat(mallory.http().get("devices").body()).doesNotContain("ALICES");
    assertThat(mallory.http().get("devices/ALICES").outcome()).isEqualTo("404 M_NOT_FOUND");
    assertThat(mallory.http().put("devices/ALICES", "{\"display_name\":\"x\"}").outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(mallory.http().delete("devices/ALICES", "{" + auth + "}").outcome())
        .isEqualTo("200");
    assertThat(
            mallory
                .http()
                .post("delete_devices", "{\"devices\":[\"ALICES\"]," + auth + "}")
                .outcome())
        .isEqualTo("200");
    assertThat(alice.http().get("devices/ALICES").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("A6: nobody deletes a device with the password of another user")
  void passwordOfAnother() {
    Member alice = register("PHONE");
    Member mallory = register("PHONE");
    String auth =
        "{\"auth\":{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"pass of %s\"}}"
            .formatted(mallory.name(), mallory.name());

    assertThat(alice.http().delete("devices/PHONE", auth).outcome()).isEqualTo("401 M_FORBIDDEN");
    assertThat(alice.http().get("devices/PHONE").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("D9: another user's filters are forbidden, and their IDs mean nothing")
  void filters() {
    Member alice = register();
    Member mallory = register();
    String path = "user/" + alice.userId() + "/filter";
    String id = alice.http().post(path, "{\"room\":{\"rooms\":[\"!secret:a\"]}}").text("filter_id");

    assertThat(mallory.http().get(path + "/" + id).outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(mallory.http().post(path, "{}").outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(mallory.http().get("user/" + mallory.userId() + "/filter/" + id).outcome())
        .isEqualTo("404 M_NOT_FOUND");
    assertThat(mallory.http().get("sync?filter=" + id).outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().get(path + "/" + id).outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("D5: a sync token of another device shows and acknowledges nothing of it")
  void syncTokens() {
    Member alice = register("PHONE");
    Member tablet = login(alice, "TABLET");
    Member mallory = register();
    mallory.send("t1", alice, "PHONE", "{\"n\":1}");
    String alices = alice.sync().text("next_batch");

    for (Member other : List.of(tablet, mallory)) {
      Answer answer = other.sync(alices);
      assertThat(answer.outcome()).isEqualTo("200");
      assertThat(answer.body()).doesNotContain("\"n\"");
    }
    assertThat(alice.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("A1: an access token renews nothing, and a refresh token opens nothing")
  void kindsOfTokens() {
    Member alice = register();
    Answer login =
        anonymous.post(
            "login", loginBody(alice, "PHONE").replaceFirst("\\{", "{\"refresh_token\":true,"));

    assertThat(
            anonymous
                .post("refresh", "{\"refresh_token\":\"" + login.text("access_token") + "\"}")
                .outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(anonymous.withToken(login.text("refresh_token")).get("sync").outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("R2: no answer is cached, taken for a page or for another type, or told to others")
  void headers() {
    Member alice = register();
    for (Answer answer :
        List.of(
            anonymous.post("login", loginBody(alice, "DEVICE")),
            alice.sync(),
            anonymous.get("sync"),
            anonymous.get("/nothing"),
            anonymous.get("/openapi.yaml"),
            anonymous.call("OPTIONS", "sync", null))) {
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Content-Security-Policy"))
          .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }
  }
}
