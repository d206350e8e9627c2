package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in pieces, as they come in. Tildes stand for CR LF. */
@DisplayName("The body of a request")
class RequestBodyTest {

  private static final String NEXT = "GET / HTTP/1.1\r\n";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Memory memory = new Memory(100_000);
  private final Memory.Share share = new Memory.Share(memory);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0~~ | ''",
        "5~hello~0~~ | hello",
        "1~h~4;a=b~ello~00~X: y~Y: z~~ | hello",
        "5~a\rb\0c~0;x~~ | a\rb\0c",
        "11~0123456789abcdef0~0~~ | 0123456789abcdef0",
      })
  @DisplayName("S6: in any two pieces is the same, and what is behind is left alone")
  void chunked(String marked, String data) {
    String text = marked.replace("~", "\r\n") + NEXT;
    for (int cut = 0; cut <= text.length(); cut++) {
      check(List.of(text.substring(0, cut), text.substring(cut)), Framing.CHUNKED, data);
    }
    check(text.chars().mapToObj(c -> String.valueOf((char) c)).toList(), Framing.CHUNKED, data);
  }

  @Test
  @DisplayName("S6: of a known length ends there")
  void ofLength() {
    String text = "hello" + NEXT;
    for (int cut = 0; cut <= text.length(); cut++) {
      check(List.of(text.substring(0, cut), text.substring(cut)), 5, "hello");
    }
    check(List.of(NEXT), 0, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5~hello0~~", "5~hell~0~~", "~", "0x5~hello~0~~", "5~hello~~0~~"})
  @DisplayName("S6: whose chunks are not valid is refused in any two pieces")
  void broken(String marked) {
    String text = marked.replace("~", "\r\n");
    for (int cut = 0; cut <= text.length(); cut++) {
      List<String> pieces = List.of(text.substring(0, cut), text.substring(cut));
      assertThatExceptionOfType(MalformedRequestException.class)
          .as("cut at %s", cut)
          .isThrownBy(() -> check(pieces, Framing.CHUNKED, ""));
    }
  }

  @Test
  @DisplayName("S6: that is announced as too long is not kept, and what comes of it is thrown away")
  void tooLong() {
    RequestBody body = body(50_001);
    body.collect();
    assertThat(body.fault()).isEqualTo(BodyFault.TOO_LARGE);
    assertThat(body.read(new byte[60_000], 0, 60_000)).isEqualTo(50_001);
    assertThat(body.isComplete()).isTrue();
    assertThat(memory.taken()).isZero();
  }

  @Test
  @DisplayName("S6: that is too long in chunks is not kept from where it is")
  void tooLongInChunks() {
    RequestBody body = body(Framing.CHUNKED);
    body.collect();
    byte[] first = ("c350\r\n" + "x".repeat(50_000) + "\r\n").getBytes(ISO_8859_1);
    assertThat(body.read(first, 0, first.length)).isEqualTo(first.length);
    assertThat(body.fault()).isNull();
    byte[] second = "1\r\nx".getBytes(ISO_8859_1);
    body.read(second, 0, second.length);
    assertThat(body.fault()).isEqualTo(BodyFault.TOO_LARGE);
    assertThat(memory.taken()).isZero();
  }

  @Test
  @DisplayName("S6: counts for what has come in, and for nothing when it is thrown away")
  void counted() {
    RequestBody body = body(50_000);
    body.collect();
    body.read(new byte[10], 0, 10);
    assertThat(memory.taken()).isBetween(10L, 8192L);
    body.read(new byte[49_990], 0, 49_990);
    assertThat(body.bytes()).hasSize(50_000);
    assertThat(memory.taken()).isEqualTo(50_000);
    body.discard();
    assertThat(memory.taken()).isZero();
  }

  @Test
  @DisplayName("S6: for which there is no memory is not kept")
  void noMemory() {
    assertThat(memory.tryTake(99_995)).isTrue();
    RequestBody body = body(10);
    body.collect();
    body.read(new byte[10], 0, 10);
    assertThat(body.fault()).isEqualTo(BodyFault.NO_MEMORY);
    assertThat(memory.taken()).isEqualTo(99_995);
  }

  @Test
  @DisplayName("S6: is worth throwing away up to a bound, by its length or by what has come")
  void drained() {
    assertThat(body(70_000).isTooMuchToDiscard()).isFalse();
    assertThat(body(70_001).isTooMuchToDiscard()).isTrue();
    RequestBody chunked = body(Framing.CHUNKED);
    byte[] head = "fffff\r\n".getBytes(ISO_8859_1);
    chunked.read(head, 0, head.length);
    chunked.read(new byte[70_000], 0, 70_000);
    assertThat(chunked.isTooMuchToDiscard()).isFalse();
    chunked.read(new byte[1], 0, 1);
    assertThat(chunked.isTooMuchToDiscard()).isTrue();
  }

  private RequestBody body(long length) {
    return new RequestBody(
        new Framing(length, true, false, false),
        new MessageLimits(1, 50_000, 70_000, SECOND, SECOND, SECOND),
        share);
  }

  private void check(List<String> pieces, long length, String data) {
    RequestBody body = body(length);
    body.collect();
    StringBuilder behind = new StringBuilder();
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(ISO_8859_1);
      int at = body.isComplete() ? 0 : body.read(bytes, 0, bytes.length);
      behind.append(piece.substring(at));
    }
    assertThat(body.isComplete()).isTrue();
    assertThat(new String(body.bytes(), ISO_8859_1)).as("%s", pieces).isEqualTo(data);
    assertThat(behind.toString()).isEqualTo(NEXT);
    body.discard();
    assertThat(memory.taken()).isZero();
  }
}
