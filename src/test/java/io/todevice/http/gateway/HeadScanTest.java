package io.todevice.http.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which heads are passed on, in one piece and in two. Line feeds stand for CR LF, ¶ for LF. */
@DisplayName("The look at a head")
class HeadScanTest {

  private final HeadScan head = new HeadScan();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1\nHost: x\nX: y\n\n",
        "!#$%&'*+-.^_`|~09azAZ / HTTP/1.1\n\n",
        "GET / HTTP/1.1\nX:\n\n",
        "GET / HTTP/1.1\nX:\ty\tz \n\n",
        "GET / HTTP/1.1\nX: \u0080\u00ff\n\n",
        "GET / HTTP/1.1\nX: y\n\n\0\r\r\u0001 behind the head",
      })
  @DisplayName("S6: a head whose lines end with CR LF is passed on, wherever it is cut")
  void good(String text) {
    byte[] bytes = bytes(text);
    for (int cut = 0; cut <= bytes.length; cut++) {
      head.reset();
      int end = cut;
      assertThatCode(() -> readInTwo(bytes, end)).as("cut at %s", cut).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G\0ET / HTTP/1.1\n\n",
        "G{T / HTTP/1.1\n\n",
        "\u00c4 / HTTP/1.1\n\n",
        "\tGET / HTTP/1.1\n\n",
        "GET\t/ HTTP/1.1\n\n",
        "GET\n\n",
        "\n\nGET / HTTP/1.1\n\n",
        "GET / HTTP/1.1¶\n",
        "GET / HTTP/1.1\n¶",
        "GET / HTTP/1.1\nX: y¶\n",
        "GET / HTTP/1.1\nX: y¶Z: y\n\n",
        "GET / HTTP/1.1\nX: y\rZ: y\n\n",
        "GET / HTTP/1.1\nX: y\r\n\n\n",
        "GET / HTTP/1.1\nX: y\n\rZ\n",
        "GET / HTTP/1.1\n X: y\n\n",
        "GET / HTTP/1.1\nX: y\n\tz\n\n",
        "GET / HTTP/1.1\n\0X: y\n\n",
        "GET / HTTP/1.1\nX\0: y\n\n",
        "GET / HTTP/1.1\nX: \u001f\n\n",
        "GET / HTTP/1.1\nX: \u007f\n\n",
        "GET /\u0001 HTTP/1.1\n\n",
        "GET /\u007f HTTP/1.1\n\n",
      })
  @DisplayName("S6: a head that others may read otherwise is refused, wherever it is cut")
  void bad(String text) {
    byte[] bytes = bytes(text);
    for (int cut = 0; cut <= bytes.length; cut++) {
      head.reset();
      int end = cut;
      assertThatIllegalStateException()
          .as("cut at %s", cut)
          .isThrownBy(() -> readInTwo(bytes, end));
    }
  }

  @Test
  @DisplayName("S6: every control character but the tab is refused within a line")
  void controlCharacters() {
    for (int c = 0; c < 256; c++) {
      HeadScan scan = new HeadScan();
      byte[] bytes = ("GET / HTTP/1.1\r\nX: " + (char) c + "y").getBytes(ISO_8859_1);
      boolean isGood = c == '\t' || (c >= ' ' && c != 0x7f);
      if (isGood) {
        assertThatCode(() -> scan.read(buffer(bytes))).as("%s", c).doesNotThrowAnyException();
      } else {
        assertThatIllegalStateException().as("%s", c).isThrownBy(() -> scan.read(buffer(bytes)));
      }
    }
  }

  @Test
  @DisplayName("S6: a request behind another is looked at from where it begins")
  void nextHead() {
    byte[] bytes = bytes("GET / HTTP/1.1\n\nPUT / HTTP/1.1\nX: y¶\n");
    Buffer input = buffer(bytes);
    head.read(input);
    assertThat(head.isFresh()).isFalse();
    head.reset();
    assertThat(head.isFresh()).isTrue();
    input.position("GET / HTTP/1.1\r\n\r\n".length());
    assertThatIllegalStateException().isThrownBy(() -> head.read(input));
  }

  private void readInTwo(byte[] bytes, int cut) {
    head.read(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes, 0, cut));
    head.read(buffer(bytes));
  }

  private static Buffer buffer(byte[] bytes) {
    return Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes);
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").replace('¶', '\n').getBytes(ISO_8859_1);
  }
}
