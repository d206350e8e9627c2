package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, parameters and answers. */
abstract class PayloadCases extends GatewayCases {

  PayloadCases(Mode mode) {
    super(mode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: application/json\n",
        "Content-Type: text/plain\n",
        "Content-Type: application/x-www-form-urlencoded\n",
        "Content-Type: a b c\n",
        "Content-Type: application/json; charset=utf-16\n",
        "Content-Type:\n",
        "Accept: text/html\n",
        "Accept: ;;;\n",
        "Content-Encoding: identity\n"
      })
  @DisplayName("S7: what the client says about the type, or does not say, decides nothing")
  void contentTypes(String headers) {
    Reply reply = request("POST", V3 + "/model", headers, "{\"name\":\"\u00c3\u00a9\",\"any\":{}}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("content-type", "application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|M_NOT_JSON",
        "{|M_NOT_JSON",
        "nonsense|M_NOT_JSON",
        "[]|M_BAD_JSON",
        "{\"name\":[],\"any\":1}|M_BAD_JSON",
        "{\"any\":1}|M_BAD_JSON"
      })
  @DisplayName("S5: a body that can't be read is the client's error")
  void badBodies(String body, String errcode) {
    assertError(request("POST", V3 + "/model", "", body), 400, errcode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate, gzip", "x"})
  @DisplayName("S6: a content coding is a clear 400")
  void contentCoding(String coding) {
    assertError(
        request("POST", V3 + "/model", "Content-Encoding: " + coding + "\n", "{}"),
        400,
        "M_NOT_JSON");
  }

  @Test
  @DisplayName("D9: query parameters are decoded, defaulted, and an invalid one is 400")
  void query() throws IOException {
    JsonNode plain = json(get(V3 + "/query?since=s+1%2B&timeout=30&filter=%7B%22a%22:1}", ""));
    assertThat(plain.path("since").asText()).isEqualTo("s 1+");
    assertThat(plain.path("timeout").asInt()).isEqualTo(30);
    assertThat(plain.path("filter").asText()).isEqualTo("{\"a\":1}");
    assertThat(json(get(V3 + "/query?filter={\"a\":[\"\\u00e9\"]}", "")).path("filter").asText())
        .isEqualTo("{\"a\":[\"\\u00e9\"]}");
    JsonNode none = json(get(V3 + "/query?", ""));
    assertThat(none).isEmpty();
    assertError(get(V3 + "/query?timeout=abc", ""), 400, "M_INVALID_PARAM");
    assertError(get(V3 + "/query?timeout=99999999999999999999", ""), 400, "M_INVALID_PARAM");
    assertError(get(V3 + "/query?since=%zz", ""), 400, "M_INVALID_PARAM");
    assertError(get(V3 + "/query?since=%FF", ""), 400, "M_INVALID_PARAM");
    assertError(get(V3 + "/query?since=%00", ""), 400, "M_INVALID_PARAM");
    assertError(get(V3 + "/big/x", ""), 400, "M_INVALID_PARAM");
  }

  @Test
  @DisplayName("D9: a header parameter reaches the resource")
  void header() throws IOException {
    assertThat(json(get(V3 + "/query", "X-Forwarded-For: 192.0.2.1\n")).path("header").asText())
        .isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource({
    "matrix, 403, M_FORBIDDEN",
    "later, 403, M_FORBIDDEN",
    "limit, 429, M_LIMIT_EXCEEDED",
    "stage, 500, M_UNKNOWN",
    "cancelled, 503, M_UNKNOWN",
    "runtime, 500, M_UNKNOWN",
    "io, 500, M_UNKNOWN",
    "overflow, 500, M_UNKNOWN",
    "unwritable, 500, M_UNKNOWN",
    "unwritable-later, 500, M_UNKNOWN"
  })
  @DisplayName(
      "A1: whatever a resource fails with is a Matrix envelope, and the connection goes on")
  void failures(String how, int status, String errcode) {
    Reply reply = get(V3 + "/fail/" + how, "");

    assertError(reply, status, errcode);
    assertThat(reply.body()).doesNotContain("secret");
    assertThat(get(V3 + "/public", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("R3: a limit is told in the body and in Retry-After, in whole seconds")
  void limit() throws IOException {
    Reply reply = get(V3 + "/fail/limit", "");

    assertThat(reply.headers()).containsEntry("retry-after", "2");
    assertThat(json(reply).path("retry_after_ms").asInt()).isEqualTo(1500);
  }

  @Test
  @DisplayName("S7: bodies and answers that are no JSON are text or bytes")
  void noJson() {
    Reply text = request("POST", V3 + "/text", "Cookie: a=1; c=2; cc=3\n", "\u00c3\u00a9");
    assertThat(text.body()).isEqualTo("\u00c3\u00a92");
    assertThat(text.headers().get("content-type")).startsWith("text/plain");
    Reply bytes = request("POST", V3 + "/bytes", "", "\u0000\u00ff");
    assertThat(bytes.body()).isEqualTo("\u0000\u00ff");
    assertThat(bytes.headers()).containsEntry("content-type", "image/png");
  }

  @Test
  @DisplayName("R1: a resource that answers nothing is 204")
  void nothing() {
    assertThat(get(V3 + "/fail/not", "").status()).isEqualTo(204);
    assertThat(get(V3 + "/public", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("S6: a body that nobody has asked for is no harm, within the limit")
  void unwantedBody() {
    assertThat(request("GET", V3 + "/public", "", "{nonsense").status()).isEqualTo(200);
    assertThat(request("DELETE", V3 + "/echo/a/b", GOOD, "{}").status()).isEqualTo(200);
    assertThat(get(V3 + "/public", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("D1: a large answer arrives whole")
  void large() {
    for (int bytes : new int[] {1, 500, 8_000, 8_180, 8_192, 70_000, 3_000_000}) {
      assertThat(get(V3 + "/big/" + bytes, "").body()).hasSize(bytes + 11);
    }
  }
}
