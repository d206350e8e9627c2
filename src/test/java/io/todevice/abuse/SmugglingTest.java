package io.todevice.abuse;

import static io.todevice.abuse.Requests.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two readers could take apart in two ways. In each, {@code «hidden»} stands for a
 * request that sends the victim a message, and {@code «length»} for how long it is.
 */
@DisplayName("Request smuggling")
class SmugglingTest extends AbuseFixture {

  private static final String BODY = "{\"messages\":{}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n«hidden»",
        "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n«hidden»",
        "Content-Length: 5\nX: y\nTRANSFER-ENCODING: CHUNKED\n\n0\n\n«hidden»",
        "Content-Length: 0\nContent-Length: «length»\n\n«hidden»",
        "Content-Length: «length»\nContent-Length: 0\n\n«hidden»",
        "Content-Length: 0, «length»\n\n«hidden»",
        "Transfer-Encoding: xchunked\n\n0\n\n«hidden»",
        "Transfer-Encoding: chunkedx\n\n0\n\n«hidden»",
        "Transfer-Encoding: x, chunked\n\n0\n\n«hidden»",
        "Transfer-Encoding: chunked, x\n\n0\n\n«hidden»",
        "Transfer-Encoding: chunked,\n\n0\n\n«hidden»",
        "Transfer-Encoding: \"chunked\"\n\n0\n\n«hidden»",
        "Transfer-Encoding: \u000bchunked\n\n0\n\n«hidden»",
        "Transfer-Encoding: chunked\0\n\n0\n\n«hidden»",
        "Transfer-Encoding: chun\rked\n\n0\n\n«hidden»",
        "Transfer-Encoding : chunked\n\n0\n\n«hidden»",
        " Transfer-Encoding: chunked\n\n0\n\n«hidden»",
        "\tTransfer-Encoding: chunked\n\n0\n\n«hidden»",
        "Transfer-Encoding:\n chunked\n\n0\n\n«hidden»",
        "X: y\n Transfer-Encoding: chunked\n\n0\n\n«hidden»",
        "X: y\rTransfer-Encoding: chunked\n\n0\n\n«hidden»",
        "X: y«LF»Transfer-Encoding: chunked\nX: y\n\n0\n\n«hidden»",
        "X: y«LF»Content-Length: 0\n\n«hidden»",
        "X: y«LF»«LF»«hidden»",
        "Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\n«hidden»",
        "Content-Length: 0x0\n\n«hidden»",
        "Content-Length: +0\n\n«hidden»",
        "Content-Length: -0\n\n«hidden»",
        "Content-Length: -1\n\n«hidden»",
        "Content-Length: 0 0\n\n«hidden»",
        "Content-Length: 0;\n\n«hidden»",
        "Content-Length: 0.0\n\n«hidden»",
        "Content-Length: 1e1\n\n«hidden»",
        "Content-Length: 18446744073709551616\n\n«hidden»",
        "Content-Length: \n\n«hidden»",
        "Content-Length : 0\n\n«hidden»",
        "Content-Length\n: 0\n\n«hidden»",
        "Host: elsewhere\nContent-Length: 0\n\n«hidden»",
        "\0X: y\n\n«hidden»",
        "X\0: y\n\n«hidden»",
        "X: \0\n\n«hidden»",
        "Content-Length: 0\n«LF»«hidden»",
      })
  @DisplayName("S6: a head that can be read in two ways is 400, and what it hides is never run")
  void heads(String request) {
    assertRefused(Requests.sendHead("mallory") + request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x0\n\n\n«hidden»",
        "+0\n\n«hidden»",
        "-0\n\n«hidden»",
        "-1\n\n«hidden»",
        "\n\n«hidden»",
        " 0\n\n«hidden»",
        "0 \n\n«hidden»",
        "0«LF»\n«hidden»",
        "0\n«LF»«hidden»",
        "0\r\r\n\n«hidden»",
        "0\r«hidden»",
        "0;«LF»\n«hidden»",
        "0;x«LF»y\n\n«hidden»",
        "0;x\ry\n\n«hidden»",
        "0z\n\n«hidden»",
        "10000000000000000\n0\n\n«hidden»",
        "ffffffffffffffff\n\n0\n\n«hidden»",
        "0000000000000000000\n\n«hidden»",
        "f\n{\"messages\":{}}XX0\n\n«hidden»",
        "f\n{\"messages\":{}}0\n\n«hidden»",
        "f\n{\"messages\":{}}«LF»0\n\n«hidden»",
        "f\n{\"messages\":{}}\rX0\n\n«hidden»",
        "e\n{\"messages\":{}}\n0\n\n«hidden»",
        "0\nX: y«LF»\n«hidden»",
        "0\n\rX\n«hidden»",
      })
  @DisplayName("S6: chunks that can be read in two ways are 400, and what they hide is never run")
  void chunks(String chunks) {
    assertRefused(Requests.sendHead("mallory") + "Transfer-Encoding: chunked\n\n" + chunks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRACE " + V3 + "/account/whoami HTTP/1.1",
        "CONNECT localhost:1 HTTP/1.1",
        "PU\tT " + V3 + "/account/whoami HTTP/1.1",
        "PUT\t" + V3 + "/account/whoami\tHTTP/1.1",
        "\u00a0PUT " + V3 + "/account/whoami HTTP/1.1",
        "P{UT " + V3 + "/account/whoami HTTP/1.1",
        "PUT " + V3 + "/account/whoami HTTP/1.1 HTTP/1.1",
        "PUT " + V3 + "/account/whoami\rX HTTP/1.1",
        "PUT " + V3 + "/sendToDevice/t/old HTTP/1.0",
      })
  @DisplayName("R1: a body is never taken for the next request, whatever the request line says")
  void requestLines(String line) {
    String end = line.endsWith("1.0") ? "Transfer-Encoding: chunked" : "Content-Length: «length»";
    assertRefused(line + "\n" + Requests.who("mallory") + end + "\n\n«hidden»");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET " + V3 + "/account/whoami",
        "GET " + V3 + "/sync",
        "HEAD " + V3 + "/account/whoami",
        "OPTIONS " + V3 + "/account/whoami",
        "DELETE " + V3 + "/account/whoami",
        "FOO " + V3 + "/account/whoami",
        "PUT /nowhere",
        "GET /openapi.yaml",
      })
  @DisplayName("R1: a body that nobody wants is passed over, and the next request is answered")
  void unwantedBodies(String line) {
    String text = UUID.randomUUID().toString();
    String hidden = crlf(Requests.send("mallory", Requests.message("victim", text)));
    for (String framing :
        new String[] {
          "Content-Length: " + hidden.length() + "\r\n\r\n" + hidden,
          "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(hidden.length())
              + "\r\n"
              + hidden
              + "\r\n0\r\nContent-Length: 500\r\n\r\n"
        }) {
      try (RawConnection connection = connect()) {
        connection.send(line + " HTTP/1.1\n" + Requests.who("mallory"), framing);
        connection.send(Requests.get("alice", "/account/whoami"), "");
        Reply first = line.startsWith("HEAD") ? connection.readHead() : connection.read();
        assertThat(first.status()).isIn(200, 204, 404, 405);
        assertThat(connection.read().body()).contains("@alice:localhost");
      }
    }
    assertThat(inbox()).doesNotContain(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 15\nContent-Length: 15\n\n" + BODY,
        "Content-Length: 0000000015\n\n" + BODY,
        "Transfer-Encoding:\tchunked \n\nf\n" + BODY + "\n0\n\n",
        "Transfer-Encoding: CHUNKED\n\n00F;a=b;c=\"d\"\n" + BODY + "\n0;x\nX: y\n\n",
        "Content-Length: 15\nUpgrade: h2c\nConnection: Upgrade, HTTP2-Settings\n\n" + BODY,
        "Content-Length: 15\nUpgrade: websocket\nConnection: Upgrade\n\n" + BODY,
      })
  @DisplayName("S6: what has one meaning only is understood, and no other protocol begins")
  void oneMeaning(String request) {
    try (RawConnection connection = connect()) {
      connection.send(Requests.sendHead("mallory") + request, "");
      assertThat(connection.read().body()).isEqualTo("{}");
      connection.send("\n" + Requests.get("alice", "/account/whoami"), "");
      assertThat(connection.read().body()).contains("@alice:localhost");
    }
  }

  /** In one packet, and cut in two wherever that may make a difference. */
  private void assertRefused(String template) {
    String text = UUID.randomUUID().toString();
    String hidden = crlf(Requests.send("mallory", Requests.message("victim", text)));
    String request =
        crlf(template)
            .replace("«length»", String.valueOf(hidden.length()))
            .replace("«LF»", "\n")
            .replace("«hidden»", hidden);
    int end = request.length() - (template.endsWith("«hidden»") ? hidden.length() : 0);
    int head = request.indexOf("Host");
    for (int cut : new int[] {0, head + 2, end - 1, end - 3, end}) {
      try (RawConnection connection = connect()) {
        connection.write(request.substring(0, cut));
        ask(Requests.get("alice", "/account/whoami"));
        connection.write(request.substring(cut));
        assertThat(connection.readHead().status()).as(template).isIn(400, 405, 413, 505);
        assertThat(connection.readBytes(1 << 20)).isLessThan(1 << 10);
        assertThat(connection.isClosed()).isTrue();
      } catch (java.io.UncheckedIOException e) {
        // Closed with something unread on the way: the client is told by a reset.
        assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
    }
    assertThat(inbox()).doesNotContain(text);
  }

  private static String crlf(String text) {
    return text.replaceAll("(?<!\r)\n", "\r\n");
  }
}
