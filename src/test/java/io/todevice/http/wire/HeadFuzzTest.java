package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;

/** What reads heads. */
@DisplayName("The reader of heads, on any bytes")
class HeadFuzzTest {

  private static final int MAX_BYTES = 2048;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern FIELD =
      Pattern.compile("(" + TOKEN + "):[\\t ]*([\\t\\x20-\\x7e\\x80-\\xff]*?)[\\t ]*\\r\\n");
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:\\r\\n)?("
              + TOKEN
              + ") ([\\x21-\\x7e\\x80-\\xff]+) HTTP/1\\.[01]\\r\\n((?:"
              + FIELD.pattern()
              + ")*)\\r\\n");

  @FuzzTest(maxDuration = "2m")
  @DisplayName("S6: a head is what the grammar of RFC 9112 says, wherever it is cut, or is refused")
  void anyBytes(byte[] bytes) {
    Optional<RequestHead> whole = read(bytes, bytes.length);
    int cut = bytes.length == 0 ? 0 : (bytes[bytes.length - 1] & 0xff) % (bytes.length + 1);
    Optional<RequestHead> inTwo = read(bytes, cut);
    assertThat(inTwo.map(HeadFuzzTest::fields)).isEqualTo(whole.map(HeadFuzzTest::fields));
    whole.ifPresent(head -> check(head, new String(bytes, ISO_8859_1)));
  }

  private static Optional<RequestHead> read(byte[] bytes, int cut) {
    HeadReader reader = new HeadReader(MAX_BYTES);
    try {
      RequestHead head = reader.read(Arrays.copyOf(bytes, cut), 0, cut);
      return Optional.ofNullable(head == null ? reader.read(bytes, 0, bytes.length) : head);
    } catch (MalformedRequestException refused) {
      return Optional.empty();
    }
  }

  private static void check(RequestHead head, String text) {
    Matcher grammar = HEAD.matcher(text);
    assertThat(grammar.lookingAt()).isTrue();
    assertThat(head.length()).isEqualTo(grammar.end());
    assertThat(head.method()).isEqualTo(grammar.group(1));
    String target = head.query().isEmpty() ? head.path() : head.path() + "?" + head.query();
    // An absolute target without a path is one with the path "/" (RFC 9112, 3.2.1).
    String sent = grammar.group(2).replaceFirst("^(?i)(https?://[^/?#]*)(?=[?]|$)", "$1/");
    assertThat(sent + "?").contains(target);
    List<String> expected = new ArrayList<>();
    Matcher field = FIELD.matcher(grammar.group(3));
    while (field.find()) {
      expected.add(field.group(1).toLowerCase(Locale.ROOT) + "=" + field.group(2));
    }
    assertThat(fields(head)).isEqualTo(expected);
    assertThat(expected.stream().filter(each -> each.startsWith("host=")).count()).isLessThan(2);
    boolean hasLength = expected.stream().anyMatch(each -> each.startsWith("content-length="));
    boolean hasCoding = expected.stream().anyMatch(each -> each.startsWith("transfer-encoding="));
    assertThat(hasLength && hasCoding).isFalse();
    assertThat(head.framing().length() == Framing.CHUNKED).isEqualTo(hasCoding);
  }

  private static List<String> fields(RequestHead head) {
    List<String> fields = new ArrayList<>();
    head.forEachField((name, value) -> fields.add(name + "=" + value));
    return fields;
  }
}
