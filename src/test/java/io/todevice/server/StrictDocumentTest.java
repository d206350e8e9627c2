package io.todevice.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.todevice.spec.ProjectSpec;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Strict mode holds against the document")
class StrictDocumentTest extends StrictFixture {

  @Test
  @DisplayName("nothing, where a client does everything right")
  void wellBehaved() {
    Member alice = register();
    String first = alice.http().get("sync?full_state=false&set_presence=online").text("next_batch");
    send(
        alice,
        "m.test/t1",
        "{\"%s\":{\"DEVICE\":{\"free\":{\"form\":1}}}}".formatted(alice.userId()));
    String second = alice.http().get("sync?timeout=1000&since=" + first).text("next_batch");
    alice.http().get("sync?timeout=1&since=" + second);
    alice.http().get("devices/DEVICE");
    put(alice, "devices/DEVICE", "{\"display_name\":\"Telephone\"}");
    alice.http().get("account/whoami");

    assertThat(violations(alice)).isEmpty();
  }

  @Test
  @DisplayName("a well-behaved login, also with authentication in two steps")
  void wellBehavedLogin() {
    String user = "{\"username\":\"strict1\",\"password\":\"a long one\"";
    Answer flows = call(anonymous, "POST", "register", user + "}");
    assertThat(flows.status()).isEqualTo(401);
    call(
        anonymous,
        "POST",
        "register",
        user
            + ",\"auth\":{\"type\":\"m.login.dummy\",\"session\":\"%s\"}}"
                .formatted(flows.text("session")));
    call(
        anonymous,
        "POST",
        "login",
        "{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"strict1\"},\"password\":\"a"
            + " long one\"}");

    // The others of this class are registered without a Content-Type.
    assertThat(anonymousViolations("register")).doesNotContain("unknown-field", "body-schema");
    assertThat(anonymousViolations("login")).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, joined_rooms, unknown-operation",
    "HEAD, sync, ''",
    "HEAD, joined_rooms, unknown-operation",
    "HEAD, logout, wrong-method",
    "POST, sync, wrong-method",
    "GET, sync?timeout=soon, invalid-parameter",
    "GET, sync?set_presence=asleep, invalid-parameter",
    "GET, sync?colour=red, unknown-parameter",
    "GET, sync?org.example.colour=red, ''",
    "GET, /_matrix/client/r0/sync, old-base-path",
  })
  @DisplayName("operations and parameters")
  void parameters(String method, String path, String rule) {
    Member alice = register();
    alice.http().get("account/whoami");
    call(alice.http(), method, path, null);

    assertThat(violations(alice)).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          {                                                   | body-not-json
          ##                                                  | body-not-json
          {"messages":{"@b:localhost":[]}}                    | body-schema at /messages/@b:localhost
          {"messages":{"@b:localhost":{"D":1}}}               | body-schema at /messages/@b:localhost/D
          {"messages":{},"massages":{}}                       | unknown-field at /massages
          {"messages":{},"org.example.more":{}}               | ##
          {"messages":{"@b:localhost":{"D":{"anything":1}}}}  | ##
          """)
  @DisplayName("bodies, with a pointer to the place")
  void bodies(String body, String violation) {
    Member alice = register();
    put(alice, "sendToDevice/m.test/t1", body);

    assertThat(violations(alice)).isEqualTo(violation.isEmpty() ? List.of() : List.of(violation));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          {"room":{"timeline":{"limit":10}}}    | ##
          {"room":{"timeline":{"limit":"ten"}}} | invalid-parameter at /room/timeline/limit
          {"room":{"timeline":{"limt":10}}}     | unknown-field at /room/timeline/limt
          {"org.example.more":{}}               | ##
          {"room":                              | invalid-parameter
          """)
  @DisplayName("filters that are written out in the query")
  void inlineFilters(String filter, String violation) {
    Member alice = register();
    alice.http().get("sync?filter=" + URLEncoder.encode(filter, UTF_8));

    assertThat(violations(alice)).isEqualTo(violation.isEmpty() ? List.of() : List.of(violation));
  }

  @Test
  @DisplayName("S7: JSON that does not say that it is")
  void contentType() {
    Member alice = register();
    Member bob = register();
    alice.send("t1", bob, "DEVICE", "{}");
    Http.send(
            alice
                .http()
                .request("PUT", "sendToDevice/m.test/t2", "{\"messages\":{}}".getBytes(UTF_8))
                .header("Content-Type", "text/plain")
                .build())
        .join();
    Http.send(
            bob.http()
                .request("PUT", "sendToDevice/m.test/t2", "{\"messages\":{}}".getBytes(UTF_8))
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .build())
        .join();

    assertThat(violations(alice)).containsExactly("content-type", "content-type");
    assertThat(violations(bob)).isEmpty();
  }

  @Test
  @DisplayName("A1: a request without the token that it needs")
  void missingToken() {
    anonymous.get("devices");
    anonymous.get("login");

    assertThat(anonymousViolations("getDevices")).containsExactly("missing-token");
    assertThat(anonymousViolations("getLoginFlows")).isEmpty();
  }

  @Test
  @DisplayName("A2: a token in the query, where the header could have it")
  void tokenInQuery() {
    assumeTrue(ProjectSpec.hasQueryTokens(), "the document takes no token in the query");
    Member alice = register();
    Member bob = register();
    alice.http().withToken(null).get("account/whoami?access_token=" + alice.http().token());
    bob.http().get("account/whoami");

    assertThat(violations(alice)).containsExactly("token-in-query");
    assertThat(violations(bob)).isEmpty();
  }

  @Test
  @DisplayName("no body that the server did not read")
  void unreadBody() {
    Http stranger = anonymous.withToken("unknown");
    call(stranger, "PUT", "devices/D", "{\"display_name\":\"x\"}");
    call(stranger, "POST", "delete_devices", "{\"devices\":[\"D\"]}");

    assertThat(anonymousViolations("updateDevice")).isEmpty();
    assertThat(anonymousViolations("deleteDevices")).containsExactly("ended-token");
  }
}
