package io.todevice.http.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks UTF-8, which Jackson does only in part: it lets through surrogates and overlong forms. */
final class Utf8 {

  private static final int CHUNK = 2048;

  private Utf8() {}

  /** Whether all of the bytes are well-formed UTF-8. */
  static boolean isWellFormed(byte[] text) {
    int plain = 0;
    while (plain < text.length && text[plain] >= 0) {
      plain++;
    }
    return plain == text.length || decodes(ByteBuffer.wrap(text, plain, text.length - plain));
  }

  private static boolean decodes(ByteBuffer bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer scratch = CharBuffer.allocate(CHUNK);
    while (true) {
      CoderResult result = decoder.decode(bytes, scratch, true);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      scratch.clear();
    }
  }
}
