package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;

/** What takes chunked bodies apart. */
@DisplayName("The reader of chunks")
class ChunksFuzzTest {

  private static final Pattern SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,15})(?:;[\\t\\x20-\\x7e\\x80-\\xff]{0,256})?\\r\\n");
  private static final Pattern TRAILERS =
      Pattern.compile("(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t\\x20-\\x7e\\x80-\\xff]*\\r\\n)*\\r\\n");

  @FuzzTest(maxDuration = "2m")
  @DisplayName("S6: a body ends where RFC 9112 ends it, or is refused")
  void anyBytes(byte[] bytes) {
    ChunkReader chunks = new ChunkReader();
    int at = 0;
    try {
      while (at < bytes.length && !chunks.isComplete()) {
        if (chunks.isInData()) {
          int length = (int) Math.min(chunks.dataLeft(), bytes.length - at);
          chunks.take(length);
          at += length;
        } else {
          chunks.read(bytes[at++]);
        }
      }
    } catch (MalformedRequestException refused) {
      return;
    }
    if (chunks.isComplete()) {
      assertThat(end(new String(bytes, ISO_8859_1))).isEqualTo(at);
    }
  }

  /** Where the grammar ends the body; -1 if it is none. */
  private static int end(String text) {
    int at = 0;
    Matcher size = SIZE.matcher(text);
    while (size.region(at, text.length()).lookingAt()) {
      long length = Long.parseLong(size.group(1), 16);
      if (length == 0) {
        Matcher trailers = TRAILERS.matcher(text).region(size.end(), text.length());
        return trailers.lookingAt() ? trailers.end() : -1;
      }
      if (length > text.length() || !text.startsWith("\r\n", (int) (size.end() + length))) {
        return -1;
      }
      at = (int) (size.end() + length + 2);
    }
    return -1;
  }
}
