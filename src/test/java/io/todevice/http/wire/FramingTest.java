package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that decide where a request ends and what becomes of its connection; ~ is CR LF. */
@DisplayName("The framing of a request")
class FramingTest {

  private static final String NONE = "Content-Length: 0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 0 | 0",
        "Content-Length: 15 | 15",
        "Content-Length: 0000000015 | 15",
        "content-length:15~CONTENT-LENGTH:\t15 | 15",
        "Content-Length: 999999999999999999 | 999999999999999999",
        "Transfer-Encoding: chunked | -1",
        "Transfer-Encoding: CHUNKED | -1",
        "X: y | 0",
      })
  @DisplayName("S6: Content-Length and Transfer-Encoding have one meaning (RFC 9112, 6)")
  void lengths(String fields, long length) {
    assertThat(read("PUT", "1.1", fields).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length:",
        "Content-Length: +1",
        "Content-Length: -1",
        "Content-Length: 1 1",
        "Content-Length: 1,1",
        "Content-Length: 0x1",
        "Content-Length: 1e1",
        "Content-Length: 1.0",
        "Content-Length: 1;",
        "Content-Length: \u00b9",
        "Content-Length: 1000000000000000000",
        "Content-Length: 1~Content-Length: 2",
        "Content-Length: 1~Content-Length: 01",
        "Content-Length: 1~Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked~Content-Length: 1",
        "Transfer-Encoding:",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: chunked,",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked~Transfer-Encoding: chunked",
        "Connection: a b",
        "Connection: \"close\"",
        "Connection: close;q=1",
        "Connection: \u00e4",
      })
  @DisplayName("S6: what has two meanings, or none, is 400")
  void refused(String fields) {
    assertStatus("PUT", "1.1", fields, 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1 | X: y | true",
        "1.1 | Connection: close | false",
        "1.1 | Connection: CLOSE | false",
        "1.1 | Connection: x, ,close , | false",
        "1.1 | Connection: keep-alive, close | false",
        "1.1 | Connection: x~Connection: close | false",
        "1.1 | Connection: closed | true",
        "1.1 | Connection: | true",
        "1.0 | X: y | false",
        "1.0 | Connection: Keep-Alive | true",
        "1.0 | Connection: keep-alive, close | false",
      })
  @DisplayName("R1: Connection is a list of tokens, of which close wins (RFC 9112, 9.3)")
  void connection(String version, String fields, boolean isKept) {
    assertThat(read("GET", version, fields).isKeptAlive()).isEqualTo(isKept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1 | Content-Length: 1~Expect: 100-continue | true",
        "1.1 | Content-Length: 1~Expect: 100-Continue | true",
        "1.1 | Transfer-Encoding: chunked~Expect: 100-continue | true",
        "1.1 | Content-Length: 0~Expect: 100-continue | false",
        "1.1 | Content-Length: 1 | false",
        "1.0 | Content-Length: 1~Expect: 100-continue | false",
        "1.0 | Content-Length: 1~Expect: anything | false",
      })
  @DisplayName("S6: Expect asks for 100 Continue where a body follows (RFC 9110, 10.1.1)")
  void expectations(String version, String fields, boolean isExpected) {
    assertThat(read("PUT", version, fields).expectsContinue()).isEqualTo(isExpected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "100-continue, 100-continue", "100-continue;q=1", "other"})
  @DisplayName("S6: every other expectation is 417")
  void otherExpectations(String expectation) {
    assertStatus("PUT", "1.1", "Content-Length: 1~Expect: " + expectation, 417);
  }

  @ParameterizedTest
  @CsvSource({"GET, true", "TRACE, false", "trace, true"})
  @DisplayName("R1: a TRACE has no body (RFC 9110, 9.3.8)")
  void trace(String method, boolean isRead) {
    if (isRead) {
      assertThat(read(method, "1.1", NONE).length()).isZero();
    } else {
      assertStatus(method, "1.1", NONE, 400);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.1, 0, false", "1.1, 1, true", "1.1, 2, false", "1.0, 0, true", "1.0, 2, false"})
  @DisplayName("R1: a request has one Host, of HTTP/1.0 perhaps none (RFC 9112, 3.2)")
  void hosts(String version, int count, boolean isRead) {
    String text = "GET / HTTP/" + version + "\r\n" + "Host: x\r\n".repeat(count) + "\r\n";
    if (isRead) {
      assertThat(framing(text).length()).isZero();
    } else {
      assertThatExceptionOfType(MalformedRequestException.class).isThrownBy(() -> framing(text));
    }
  }

  private static void assertStatus(String method, String version, String fields, int status) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read(method, version, fields))
        .satisfies(e -> assertThat(e.status()).isEqualTo(status));
  }

  private static Framing read(String method, String version, String fields) {
    String lines = fields.replace("~", "\r\n");
    return framing(method + " / HTTP/" + version + "\r\nHost: x\r\n" + lines + "\r\n\r\n");
  }

  private static Framing framing(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return Objects.requireNonNull(new HeadReader(4096).read(bytes, 0, bytes.length)).framing();
  }
}
