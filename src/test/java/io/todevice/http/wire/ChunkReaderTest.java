package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand between the data of chunks, and how much of it. */
@DisplayName("The reader of chunks")
class ChunkReaderTest {

  private final ChunkReader chunks = new ChunkReader();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "00a, 10",
    "fF, 255",
    "7fffffff, 2147483647",
    "100000000, 4294967296",
    "fffffffffffffff, 1152921504606846975",
    "000000000000001, 1",
  })
  @DisplayName("S6: a size has up to 15 hexadecimal digits")
  void sizes(String digits, long size) {
    read(digits + "\r\n");
    assertThat(chunks.dataLeft()).isEqualTo(size);
    assertThat(chunks.isInData()).isEqualTo(size > 0);
    assertThat(chunks.isComplete()).isFalse();
  }

  @Test
  @DisplayName("S6: every other character in a size is refused, and a digit is one of ASCII")
  void charactersOfSizes() {
    for (int c = 0; c < 256; c++) {
      boolean isDigit = c < 128 && Character.digit(c, 16) >= 0;
      assertThat(isRefused(String.valueOf((char) c))).as("first %s", c).isEqualTo(!isDigit);
      assertThat(isRefused("1" + (char) c))
          .as("second %s", c)
          .isEqualTo(!isDigit && c != '\r' && c != ';');
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000",
        "1000000000000000",
        "0\n",
        "0\r\r",
        "0;\n",
        "0;\0",
        "0;\u007f",
        "0; \r\r",
        "0\r\n\n",
        "0\r\n\r\r",
        "0\r\n\rX",
        "0\r\nX\r",
        "0\r\nX ",
        "0\r\n:",
        "0\r\n ",
        "0\r\nX: y\n",
        "0\r\nX: y\rZ",
        "0\r\nX: y\0",
        "0\r\nX: y\r\n\n",
      })
  @DisplayName("S6: a line that does not end with CR LF, or a control character in it, is refused")
  void badLines(String text) {
    assertThat(isRefused(text.substring(0, text.length() - 1))).isFalse();
    assertThat(isRefused(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X", "\n", "0", "\rX", "\r\r"})
  @DisplayName("S6: data does not end but with CR LF")
  void badEndOfData(String behind) {
    read("3\r\n");
    chunks.take(3);
    assertThatExceptionOfType(MalformedRequestException.class).isThrownBy(() -> read(behind));
  }

  @Test
  @DisplayName("S6: extensions may have 256 bytes for a chunk, each chunk its own")
  void extensions() {
    for (int i = 0; i < 3; i++) {
      read("1;" + "x".repeat(256) + "\r\n");
      chunks.take(1);
      read("\r\n");
    }
    assertThat(isRefused("1;" + "x".repeat(257))).isTrue();
  }

  @Test
  @DisplayName("S6: trailers may have 8 KiB together")
  void trailers() {
    String half = "x".repeat(4000) + ":" + "y".repeat(95) + "\r\n";
    read("0\r\n" + half + half + "\r\n");
    assertThat(chunks.isComplete()).isTrue();
    assertThat(isRefused("0\r\n" + half + half + "x")).isTrue();
  }

  @Test
  @DisplayName("S6: data is taken in pieces of any size, and nothing of it is looked at")
  void data() {
    for (int first = 1; first <= 16; first++) {
      read("10\r\n");
      chunks.take(first);
      assertThat(chunks.isInData()).isEqualTo(first < 16);
      assertThat(chunks.dataLeft()).isEqualTo(16 - first);
      if (first < 16) {
        assertThatIllegalStateException().isThrownBy(() -> read("0"));
        chunks.take(16 - first);
      }
      read("\r\n");
    }
    read("0\r\n\r\n");
    assertThat(chunks.isComplete()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> read("0"));
  }

  private void read(String text) {
    for (byte b : text.getBytes(ISO_8859_1)) {
      chunks.read(b);
    }
  }

  private static boolean isRefused(String text) {
    ChunkReader scan = new ChunkReader();
    try {
      for (byte b : text.getBytes(ISO_8859_1)) {
        scan.read(b);
      }
      return false;
    } catch (MalformedRequestException refused) {
      return true;
    }
  }
}
