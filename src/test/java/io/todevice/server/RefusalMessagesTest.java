package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is wrong with a request")
class RefusalMessagesTest extends ServerFixture {

  @ParameterizedTest
  @CsvSource({
    "sync?filter=%7Bx, M_NOT_JSON, The parameter 'filter' is not JSON",
    "sync?filter=%7B%22presence%22:5%7D, M_BAD_JSON, presence",
    "sync?filter=unknown, M_INVALID_PARAM, The parameter 'filter' names no filter of this user",
    "sync?since=s1_x, M_INVALID_PARAM, The parameter 'since' is no token of this server",
  })
  @DisplayName("in the query is told with the parameter's name")
  void query(String path, String code, String message) {
    assertRefused(register().http().get(path), code, message);
  }

  @Test
  @DisplayName("in the path is told with the parameter's name and its limit")
  void path() {
    String tooLong = "x".repeat(256);
    Member alice = register();

    assertRefused(
        alice.send(tooLong, "t", "{}"),
        "M_INVALID_PARAM",
        "The parameter 'eventType' is invalid: an event type has 1 to 255 bytes");
    assertThat(alice.send("t", "x".repeat(70_000), "{}").status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  @DisplayName("in an attempt to authenticate is told with the key")
  void authentication() {
    assertRefused(
        register().http().delete("devices/X", "{\"auth\":{\"type\":\"t\",\"password\":5}}"),
        "M_BAD_JSON",
        "'password' must be a string");
  }

  @Test
  @DisplayName("is nothing where a body is absent that need not have members")
  void absentBodies() {
    Member alice = register();

    assertThat(alice.http().call("DELETE", "devices/X", null).outcome()).isEqualTo("401");
    assertThat(alice.http().call("PUT", "devices/" + alice.deviceId(), null).outcome())
        .isEqualTo("200");
    assertThat(alice.http().call("POST", "user/" + alice.userId() + "/filter", null).outcome())
        .isEqualTo("200");
    assertThat(anonymous.call("POST", "register", null).json().path("flows").isArray()).isTrue();
  }

  @Test
  @DisplayName("is M_NOT_JSON where a body is absent that has to have members")
  void requiredMembers() {
    Member alice = register();

    assertRefused(
        alice.http().call("PUT", "sendToDevice/t/1", null), "M_NOT_JSON", "The body is empty");
    assertRefused(
        alice.http().call("POST", "delete_devices", null), "M_NOT_JSON", "The body is empty");
  }

  private static void assertRefused(Answer answer, String code, String message) {
    assertThat(answer.outcome()).isEqualTo("400 " + code);
    assertThat(answer.text("error")).contains(message);
  }
}
