package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Access, and what is around it")
class AccessTest extends ServerFixture {

  @DisplayName("A1: no token is missing, a wrong one is unknown, on every operation that needs one")
  @ParameterizedTest
  @CsvSource({
    "GET, sync",
    "PUT, sendToDevice/t/1",
    "GET, devices",
    "GET, devices/X",
    "PUT, devices/X",
    "DELETE, devices/X",
    "POST, delete_devices",
    "POST, logout",
    "POST, logout/all",
    "GET, account/whoami",
    "GET, capabilities",
    "GET, pushrules/",
    "POST, user/@a:localhost/filter",
    "GET, user/@a:localhost/filter/1"
  })
  void tokenIsNeeded(String method, String path) {
    Answer missing = anonymous.call(method, path, null);
    assertThat(missing.outcome()).isEqualTo("401 M_MISSING_TOKEN");
    assertThat(missing.header("Content-Type")).isEqualTo("application/json");
    assertThat(missing.json().fieldNames()).toIterable().containsExactly("errcode", "error");
    assertThat(anonymous.withToken("wrong").call(method, path, null).outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @DisplayName("A3: operations without security need no token")
  @ParameterizedTest
  @ValueSource(strings = {"/_matrix/client/versions", "login"})
  void publicOperationsNeedNoToken(String path) {
    assertThat(anonymous.get(path).outcome()).isEqualTo("200");
    assertThat(anonymous.withToken("wrong").get(path).outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("A2: the token may stand in the header, and in the query where the document says so")
  void tokenMayStandInTheQuery() {
    Member alice = register();
    String token = String.valueOf(alice.http().token());

    assertThat(anonymous.get("account/whoami?access_token=" + token).outcome())
        .isEqualTo(ProjectSpec.hasQueryTokens() ? "200" : "401 M_MISSING_TOKEN");
    assertThat(alice.http().get("account/whoami").text("device_id")).isEqualTo("DEVICE");
  }

  @Test
  @DisplayName("A6: a new login on the device replaces its token and keeps its inbox")
  void newLoginKeepsTheInbox() {
    Member phone = register("PHONE");
    phone.send("t1", phone, "*", "{\"n\":1}");

    Member again = login(phone, "PHONE");

    assertThat(phone.sync().outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(again.sync().numbers()).containsExactly(1);
    assertThat(again.http().get("devices").json().path("devices")).hasSize(1);
  }

  @Test
  @DisplayName("R1: unknown paths and wrong methods are unrecognised")
  void unknownPathsAreUnrecognised() {
    assertThat(anonymous.get("/nothing").outcome()).isEqualTo("404 M_UNRECOGNIZED");
    assertThat(anonymous.get("rooms/x").outcome()).isEqualTo("404 M_UNRECOGNIZED");
    Answer wrong = anonymous.post("sync", "{}");
    assertThat(wrong.outcome()).isEqualTo("405 M_UNRECOGNIZED");
    assertThat(wrong.header("Allow")).contains("GET");
  }

  @Test
  @DisplayName("R2: CORS on answers and errors, and OPTIONS runs nothing")
  void corsOnEverything() {
    for (Answer answer :
        new Answer[] {
          anonymous.get("/_matrix/client/versions"),
          anonymous.get("sync"),
          anonymous.get("/nothing"),
          anonymous.call("OPTIONS", "sync", null),
          anonymous.call("OPTIONS", "/nothing", null)
        }) {
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Access-Control-Allow-Methods"))
          .isEqualTo("GET, POST, PUT, DELETE, OPTIONS");
      assertThat(answer.header("Access-Control-Allow-Headers"))
          .isEqualTo("X-Requested-With, Content-Type, Authorization");
    }
    assertThat(anonymous.call("OPTIONS", "sync", null).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("R4: the versions are those of the specification, and whoami tells user and device")
  void versionsAreThoseOfTheSpecification() {
    assertThat(anonymous.get("/_matrix/client/versions").json().path("versions"))
        .isEqualTo(anonymous.get("/openapi.json").json().path("x-matrix-versions"))
        .isNotEmpty();
  }

  @Test
  @DisplayName("R5: registration works with and without the round trip, once for a name")
  void registrationWithAndWithoutTheRoundTrip() {
    String body = "{\"username\":\"roundtrip\",\"password\":\"p\"%s}";
    Answer challenge = anonymous.post("register", body.formatted(""));
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.json().at("/flows/0/stages/0").asText()).isEqualTo("m.login.dummy");
    String auth =
        ",\"auth\":{\"type\":\"m.login.dummy\",\"session\":\"%s\"}"
            .formatted(challenge.text("session"));

    assertThat(anonymous.post("register", body.formatted(auth)).text("user_id"))
        .isEqualTo("@roundtrip:localhost");
    assertThat(anonymous.post("register", body.formatted("")).outcome())
        .isEqualTo("400 M_USER_IN_USE");
    assertThat(anonymous.post("register?kind=guest", "{}").outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(anonymous.post("register?kind=odd", "{}").outcome())
        .isEqualTo("400 M_INVALID_PARAM");
  }

  @Test
  @DisplayName(
      "R5: login takes a local part or a whole user ID, and tells nothing of what was wrong")
  void loginTakesLocalPartOrUserId() {
    Member alice = register();
    String body =
        "{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"%s\"}";

    assertThat(
            anonymous
                .post("login", body.formatted(alice.name(), "pass of " + alice.name()))
                .outcome())
        .isEqualTo("200");
    assertThat(
            anonymous
                .post("login", body.formatted(alice.userId(), "pass of " + alice.name()))
                .outcome())
        .isEqualTo("200");
    Answer wrong = anonymous.post("login", body.formatted(alice.name(), "wrong"));
    Answer unknown = anonymous.post("login", body.formatted("nobody", "wrong"));
    assertThat(wrong.outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(unknown.body()).isEqualTo(wrong.body());
    for (String type : List.of("m.login.token", "org.example.listed_nowhere", "")) {
      assertThat(anonymous.post("login", "{\"type\":\"%s\"}".formatted(type)).outcome())
          .isEqualTo("400 M_UNKNOWN");
    }
    assertThat(anonymous.post("login", "{}").outcome()).isEqualTo("400 M_MISSING_PARAM");
  }

  @Test
  @DisplayName("A device is deleted with the password, and a wrong one is told beside the flows")
  void deviceIsDeletedWithThePassword() {
    Member phone = register("PHONE");
    login(phone, "TABLET");
    Answer challenge = phone.http().delete("devices/TABLET", "{}");
    String auth =
        "{\"auth\":{\"type\":\"m.login.password\",\"session\":\"%s\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"%s\"}}";

    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.json().at("/flows/0/stages/0").asText()).isEqualTo("m.login.password");
    Answer wrong =
        phone
            .http()
            .delete(
                "devices/TABLET", auth.formatted(challenge.text("session"), phone.name(), "wrong"));
    assertThat(wrong.outcome()).isEqualTo("401 M_FORBIDDEN");
    assertThat(wrong.json().path("flows")).isNotEmpty();
    assertThat(phone.http().get("devices/TABLET").outcome()).isEqualTo("200");
    assertThat(
            phone
                .http()
                .delete(
                    "devices/TABLET",
                    auth.formatted(
                        challenge.text("session"), phone.name(), "pass of " + phone.name()))
                .outcome())
        .isEqualTo("200");
    assertThat(phone.http().get("devices/TABLET").outcome()).isEqualTo("404 M_NOT_FOUND");
  }

  @Test
  @DisplayName("A refresh token gives a new access token, whose use ends the old tokens")
  void refreshTokenGivesANewAccessToken() {
    Member alice = register();
    Answer login =
        anonymous.post(
            "login", loginBody(alice, "PHONE").replaceFirst("\\{", "{\"refresh_token\":true,"));
    assertThat(login.json().path("expires_in_ms").asLong()).isPositive();

    String refresh = "{\"refresh_token\":\"%s\"}".formatted(login.text("refresh_token"));
    Answer renewed = anonymous.post("refresh", refresh);

    assertThat(renewed.outcome()).isEqualTo("200");
    Http old = anonymous.withToken(login.text("access_token"));
    assertThat(old.get("account/whoami").outcome()).isEqualTo("200");
    assertThat(
            anonymous
                .withToken(renewed.text("access_token"))
                .get("account/whoami")
                .text("device_id"))
        .isEqualTo("PHONE");
    assertThat(old.get("account/whoami").outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(anonymous.post("refresh", refresh).outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
  }
}
