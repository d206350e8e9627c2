package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import io.todevice.http.jersey.JerseyRoad;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods, cross-origin headers and tokens. */
abstract class RoutingCases extends GatewayCases {

  RoutingCases(Mode mode) {
    super(mode);
  }

  @Test
  @DisplayName("Jersey is made only for an application")
  void direct() {
    assertThat(server.road).isInstanceOf(mode == Mode.DIRECT ? DirectRoad.class : JerseyRoad.class);
  }

  @ParameterizedTest
  @CsvSource({
    "m.room.encrypted, m.room.encrypted",
    "a%2Fb, a/b",
    "a%252Fb, a%2Fb",
    "%25, %",
    "a%20b, 'a b'",
    "a+b, a+b",
    "%2B, +",
    "%C3%A9%F0%9F%98%80, é😀",
    "a;x=1, a;x=1",
    "a%3Bx=1, a;x=1",
    "a;JSESSIONID=1;b, a;JSESSIONID=1;b",
    "a;jsessionid=1, a;jsessionid=1",
    "%7Bx%7D, {x}",
    "{x}, {x}",
    "a|b, a|b",
    ".., ..",
    "a=b&c, a=b&c",
    "%5C, \\",
    "%0A, '\n'"
  })
  @DisplayName("S8, S9: a path parameter is decoded once, and ; is a character like any other")
  void pathParameters(String sent, String expected) throws IOException {
    for (String prefix : List.of(V3, "/r0")) {
      Reply reply = put(prefix + "/echo/" + sent + "/1", GOOD, "{}");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(json(reply).path("first").asText()).isEqualTo(expected);
      assertThat(json(reply).path("second").asText()).isEqualTo("1");
    }
  }

  @Test
  @DisplayName("S8: an event type may be as long as 255 bytes, escaped")
  void longParameter() throws IOException {
    Reply reply = put(V3 + "/echo/" + "%C3%A9".repeat(127) + "/1", GOOD, "{}");

    assertThat(json(reply).path("first").asText()).isEqualTo("é".repeat(127));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "%00", "%zz", "%C3%28", "a%"})
  @DisplayName("S8: a path parameter that is no UTF-8 is M_INVALID_PARAM")
  void badPathParameter(String sent) {
    assertError(put(V3 + "/echo/" + sent + "/1", GOOD, "{}"), 400, "M_INVALID_PARAM");
  }

  @Test
  @DisplayName("S9: no trailing slash, no double slash; but a template's own slash is its own")
  void slashes() {
    assertError(get(V3 + "/public/", ""), 404, "M_UNRECOGNIZED");
    assertError(get(V3 + "//public", ""), 404, "M_UNRECOGNIZED");
    assertError(get(V3 + "/rules", ""), 404, "M_UNRECOGNIZED");
    assertThat(get(V3 + "/rules/", "").body()).isEqualTo("{\"text\":\"rules\"}");
    assertThat(get("/r0/rules/", "").body()).isEqualTo("{\"text\":\"rules\"}");
  }

  @Test
  @DisplayName("R1: an unknown path is 404, another method 405 with Allow, both M_UNRECOGNIZED")
  void unrecognized() {
    assertError(get("/_matrix/nothing", GOOD), 404, "M_UNRECOGNIZED");
    assertError(get("/", ""), 404, "M_UNRECOGNIZED");
    Reply wrong = get(V3 + "/echo/a/b", "");
    assertError(wrong, 405, "M_UNRECOGNIZED");
    assertThat(wrong.headers()).containsEntry("allow", "DELETE, OPTIONS, PUT");
    assertError(request("TRACE", V3 + "/public", "", ""), 405, "M_UNRECOGNIZED");
    assertError(request("BREW", V3 + "/public", "", ""), 405, "M_UNRECOGNIZED");
    assertError(request("POST", V3 + "/public", "", "{}"), 405, "M_UNRECOGNIZED");
  }

  @Test
  @DisplayName("R1: a fixed document is served as it is")
  void document() {
    Reply reply = get("/openapi.yaml", "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("content-type", "application/yaml");
    assertThat(reply.body()).isEqualTo("openapi: 3.1.0\n");
    assertCommonFields(reply);
  }

  @Test
  @DisplayName("R2: every answer has the cross-origin headers, and no Server header")
  void crossOrigin() {
    assertCommonFields(put(V3 + "/echo/a/b", GOOD, "{}"));
    assertCommonFields(put(V3 + "/echo/a/b", "", "{}"));
    assertCommonFields(get(V3 + "/fail/runtime", ""));
    assertCommonFields(get(V3 + "/fail/matrix", ""));
    assertCommonFields(get("/nothing", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {V3 + "/echo/a/b", "/nothing", "*", V3 + "/echo/%FF/b", "/openapi.yaml"})
  @DisplayName("R2: OPTIONS on anything is 204 without a token, and nothing runs")
  void options(String path) {
    int before = server.resource.echoed.get();

    Reply reply = request("OPTIONS", path, "", "");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertCommonFields(reply);
    assertThat(server.resource.echoed).hasValue(before);
  }

  @Test
  @DisplayName("A1, A2: a token is looked for where the operation's document names it")
  void tokens() throws IOException {
    assertError(get(V3 + "/whoami", ""), 401, "M_MISSING_TOKEN");
    assertError(get(V3 + "/whoami", "Authorization: Bearer who\n"), 401, "M_UNKNOWN_TOKEN");
    assertThat(json(get(V3 + "/whoami", GOOD)).path("text").asText())
        .isEqualTo("@alice:example.org/PHONE");
    assertError(get(V3 + "/whoami?access_token=good", ""), 401, "M_MISSING_TOKEN");
    assertThat(put(V3 + "/echo/a/b?access_token=good", "", "{}").status()).isEqualTo(200);
    assertThat(put(V3 + "/echo/a/b?a=b&access%5Ftoken=goo%64", "", "{}").status()).isEqualTo(200);
    assertError(put(V3 + "/echo/a/b?access_token=", "", "{}"), 401, "M_MISSING_TOKEN");
    assertError(put(V3 + "/echo/a/b?access_token=%zz", "", "{}"), 401, "M_UNKNOWN_TOKEN");
    assertError(put(V3 + "/echo/a/b?access_token=%FF", "", "{}"), 401, "M_UNKNOWN_TOKEN");
    assertError(put(V3 + "/echo/a/b?access_token=x", GOOD, "{}"), 401, "M_UNKNOWN_TOKEN");
  }

  @ParameterizedTest
  @CsvSource({
    "Basic YTpi, 401, M_MISSING_TOKEN",
    "Bearer, 401, M_MISSING_TOKEN",
    "bearer   good, 200, ''",
    "Bearer go\u00e9d, 401, M_UNKNOWN_TOKEN",
    "Bearer good good, 401, M_UNKNOWN_TOKEN",
    "Bearer old, 401, M_UNKNOWN_TOKEN",
    "Bearer slow, 200, ''",
    "Bearer broken, 500, M_UNKNOWN",
    "Bearer slowly-broken, 500, M_UNKNOWN"
  })
  @DisplayName("A4: an odd Authorization is 401 or accepted; only a broken authenticator is a 500")
  void oddTokens(String authorization, int status, String errcode) {
    Reply reply = get(V3 + "/whoami", "Authorization: " + authorization + "\n");

    if (status == 200) {
      assertThat(reply.status()).isEqualTo(200);
    } else {
      assertError(reply, status, errcode);
      assertThat(reply.body()).doesNotContain("secret");
      assertThat(reply.body().contains("\"soft_logout\":true"))
          .isEqualTo(authorization.endsWith("old"));
    }
  }

  @Test
  @DisplayName("A4: the header twice, with one token or with two")
  void repeatedHeader() {
    assertThat(get(V3 + "/whoami", GOOD + GOOD).status()).isEqualTo(200);
    assertError(get(V3 + "/whoami", GOOD + "Authorization: Bearer x\n"), 401, "M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("A3: a public operation takes no notice of a token, an optional one of a bad one")
  void optionalTokens() throws IOException {
    assertThat(get(V3 + "/public", "Authorization: Bearer who\n").status()).isEqualTo(200);
    assertThat(json(get(V3 + "/maybe", "")).path("text").asText()).isEqualTo("nobody");
    assertThat(json(get(V3 + "/maybe", "Authorization: Bearer who\n")).path("text").asText())
        .isEqualTo("nobody");
    assertThat(json(get(V3 + "/maybe", GOOD)).path("text").asText())
        .isEqualTo("@alice:example.org");
  }
}
