package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which heads are read, in one piece and in two. Line feeds stand for CR LF, ¶ for LF. */
@DisplayName("The reader of heads")
class HeadReaderTest {

  private static final String LINE = "GET / HTTP/1.1\nHost: x\n";

  private final HeadReader reader = new HeadReader(4096);

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINE + "\n",
        "\n" + LINE + "\n",
        LINE + "X: y\n\n",
        "!#$%&'*+-.^_`|~09azAZ / HTTP/1.1\nHost:\n\n",
        LINE + "X:\n\n",
        LINE + "X:\ty\tz \n\n",
        LINE + "X: \u0080\u00ff\n\n",
        LINE + "!#$%&'*+-.^_`|~09azAZ: y\n\n\0\r\r\u0001 behind the head",
      })
  @DisplayName("S6: a head whose lines end with CR LF is read, wherever it is cut")
  void good(String text) {
    byte[] bytes = bytes(text);
    int end = text.replace("\n", "\r\n").lastIndexOf("\r\n\r\n") + 4;
    for (int cut = 0; cut <= bytes.length; cut++) {
      RequestHead head = readInTwo(bytes, cut);
      assertThat(head.length()).as("cut at %s", cut).isEqualTo(end);
      assertThat(reader.isFresh()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G\0ET / HTTP/1.1\n\n",
        "G{T / HTTP/1.1\n\n",
        "\u00c4 / HTTP/1.1\n\n",
        "\tGET / HTTP/1.1\n\n",
        " GET / HTTP/1.1\n\n",
        " / HTTP/1.1\n\n",
        "GET\t/ HTTP/1.1\n\n",
        "GET\n\n",
        "GET /\n\n",
        "GET  HTTP/1.1\n\n",
        "GET  / HTTP/1.1\n\n",
        "GET / HTTP/1.1 \n\n",
        "GET /\tHTTP/1.1\n\n",
        "GET / HTTP/1.11\n\n",
        "GET / HTTP/11.1\n\n",
        "GET / HTTP/1.\n\n",
        "GET / http/1.1\n\n",
        "GET / ICAP/1.0\n\n",
        "\n\nGET / HTTP/1.1\n\n",
        "\rGET / HTTP/1.1\n\n",
        "¶GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1¶\n",
        "GET / HTTP/1.1\n¶",
        LINE + "X: y¶\n",
        LINE + "X: y¶Z: y\n\n",
        LINE + "X: y\rZ: y\n\n",
        LINE + "X: y\r\n\n\n",
        LINE + "X: y\n\rZ\n",
        "GET / HTTP/1.1\n X: y\n\n",
        LINE + "X: y\n\tz\n\n",
        LINE + "\0X: y\n\n",
        LINE + "X\0: y\n\n",
        LINE + "X : y\n\n",
        LINE + "X Y: y\n\n",
        LINE + "X\n\n",
        LINE + ": y\n\n",
        LINE + "\u00c4: y\n\n",
        LINE + "X: \u001f\n\n",
        LINE + "X: \u007f\n\n",
        "GET /\u0001 HTTP/1.1\n\n",
        "GET /\u007f HTTP/1.1\n\n",
      })
  @DisplayName("S6: a head that others may read otherwise is refused, wherever it is cut")
  void bad(String text) {
    byte[] bytes = bytes(text);
    for (int cut = 0; cut <= bytes.length; cut++) {
      int end = cut;
      assertThatExceptionOfType(MalformedRequestException.class)
          .as("cut at %s", cut)
          .isThrownBy(() -> readInTwo(new HeadReader(4096), bytes, end))
          .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }
  }

  @Test
  @DisplayName("S6: every control character but the tab is refused within a line")
  void controlCharacters() {
    for (int c = 0; c < 256; c++) {
      String text = LINE.replace("\n", "\r\n") + "X: a" + (char) c + "b\r\n\r\n";
      boolean isGood = c == '\t' || (c >= ' ' && c != 0x7f);
      assertThat(isRead(text)).as("%s", c).isEqualTo(isGood);
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3.0"})
  @DisplayName("R1: another version of HTTP is 505 (RFC 9110, 15.6.6)")
  void otherVersions(String version) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read("GET / " + version + "\nHost: x\n\n"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(505));
  }

  @Test
  @DisplayName("S6: a request behind another is read from where it begins")
  void nextHead() {
    byte[] bytes = bytes(LINE + "X: 1\n\n" + "PUT /?a?b HTTP/1.0\nX: 2\nx:\t3 \n\nX");
    RequestHead first = Objects.requireNonNull(reader.read(bytes, 0, bytes.length));
    RequestHead second =
        Objects.requireNonNull(reader.read(bytes, first.length(), bytes.length - 1));

    assertThat(first.fields("x")).containsExactly("1");
    assertThat(second.method()).isEqualTo("PUT");
    assertThat(second.path()).isEqualTo("/");
    assertThat(second.query()).isEqualTo("a?b");
    assertThat(second.fields("X")).containsExactly("2", "3");
    assertThat(second.fields("Y")).isEmpty();
    assertThat(first.length() + second.length()).isEqualTo(bytes.length - 1);
  }

  @Test
  @DisplayName("S6: a value is what stands between blanks and tabs, and may begin with any byte")
  void values() {
    for (int c = '!'; c < 256; c++) {
      if (c != 0x7f) {
        String value = (char) c + " \t" + (char) c;
        String text = LINE + "X: \t" + value + "\t \nY:" + value + "\n\n";
        RequestHead head = readRaw(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
        assertThat(head.fields("X")).as("%s", c).containsExactly(value);
        assertThat(head.fields("Y")).as("%s", c).containsExactly(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b?c, /a/b, c",
    "http://x/a?c=//d, /a, c=//d",
    "HTTPS://x:80, /, ''",
    "http://x?c, /, c",
    "http://[::1]:80/a, /a, ''",
    "*, *, ''",
    "//x/a, //x/a, ''",
    "ftp://x/a, ftp://x/a, ''",
  })
  @DisplayName("R1: an absolute target is a path like any other (RFC 9112, 3.2)")
  void targets(String target, String path, String query) {
    RequestHead head = read("GET " + target + " HTTP/1.1\nHost: x\n\n");
    assertThat(head.path()).isEqualTo(path);
    assertThat(head.query()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http:///a", "http://", "http://a b/", "http://a@b/", "http://[/", "http://a:b/"})
  @DisplayName("R1: an absolute target whose authority is none is 400")
  void badTargets(String target) {
    assertThat(isRead("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")).isFalse();
  }

  @Test
  @DisplayName("S6: a head may be as long as is allowed, and no byte longer")
  void length() {
    String rest = LINE + "X: \n\n";
    int room = 4096 - rest.replace("\n", "\r\n").length();
    assertThat(isRead(rest.replace("X: ", "X: " + "y".repeat(room)))).isTrue();
    assertThat(isRead(rest.replace("X: ", "X: " + "y".repeat(room + 1)))).isFalse();
    assertThat(isRead("G".repeat(4095))).isFalse();
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> reader.read(bytes("G".repeat(4096)), 0, 4096));
  }

  @Test
  @DisplayName("S6: a head may have 100 fields")
  void fields() {
    assertThat(isRead(LINE + "X:\n".repeat(99) + "\n")).isTrue();
    assertThat(isRead(LINE + "X:\n".repeat(100) + "\n")).isFalse();
  }

  @Test
  @DisplayName("S6: a head that comes in byte by byte is not read again for each of them")
  void linear() {
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) 'G');
    HeadReader large = new HeadReader(1 << 21);
    assertThat(java.time.Duration.ofSeconds(5))
        .isGreaterThan(
            elapsed(
                () -> {
                  for (int end = 1; end <= bytes.length; end++) {
                    assertThat(large.read(bytes, 0, end) == null).isTrue();
                  }
                }));
  }

  private static java.time.Duration elapsed(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return java.time.Duration.ofNanos(System.nanoTime() - start);
  }

  private RequestHead read(String text) {
    return readRaw(bytes(text));
  }

  private RequestHead readRaw(byte[] bytes) {
    return Objects.requireNonNull(reader.read(bytes, 0, bytes.length));
  }

  private static boolean isRead(String text) {
    byte[] bytes = text.contains("\r\n") ? text.getBytes(ISO_8859_1) : bytes(text);
    try {
      return new HeadReader(4096).read(bytes, 0, bytes.length) != null;
    } catch (MalformedRequestException e) {
      return false;
    }
  }

  private RequestHead readInTwo(byte[] bytes, int cut) {
    return readInTwo(reader, bytes, cut);
  }

  private static RequestHead readInTwo(HeadReader reader, byte[] bytes, int cut) {
    RequestHead head = reader.read(Arrays.copyOf(bytes, cut), 0, cut);
    return head != null
        ? head
        : Objects.requireNonNull(reader.read(bytes, 0, bytes.length), "incomplete");
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").replace('¶', '\n').getBytes(ISO_8859_1);
  }
}
