package io.todevice.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding as RFC 3986 has it, strict about what it decodes to: UTF-8 without NUL. The
 * texts come from the request line, where one character stands for one byte.
 */
public final class PercentCoding {

  /** What a path segment or a query may hold as it is, besides letters and digits, but for ;. */
  private static final String PLAIN = "-._~!$&'()*+,=:@";

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentCoding() {}

  /**
   * Decodes once.
   *
   * @param isPlusSpace whether {@code +} means a space, as in a query
   * @return empty if an escape is incomplete, or if the bytes are not UTF-8 or one of them is 0
   */
  public static Optional<String> decode(String text, boolean isPlusSpace) {
    if (isDecoded(text, isPlusSpace)) {
      return Optional.of(text);
    }
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = text.charAt(i);
      if (value == '%') {
        value = i + 2 < text.length() ? unescape(text.charAt(i + 1), text.charAt(i + 2)) : -1;
        i += 2;
      } else if (value == '+' && isPlusSpace) {
        value = ' ';
      }
      if (value <= 0 || value > 0xff) {
        return Optional.empty();
      }
      bytes[length++] = (byte) value;
    }
    return utf8(ByteBuffer.wrap(bytes, 0, length));
  }

  /** Whether {@link #decode} would succeed. */
  public static boolean isDecodable(String text) {
    return decode(text, /* isPlusSpace= */ false).isPresent();
  }

  /**
   * A path segment that {@linkplain #isDecodable can be decoded} as a segment of a URI without
   * matrix parameters: what is escaped stays so, every other character that is not plain is
   * escaped, {@code ;} too.
   */
  public static String canonicalSegment(String segment) {
    return canonical(segment, "");
  }

  /** A path that {@linkplain #isDecodable can be decoded} as the path of a URI, likewise. */
  public static String canonicalPath(String path) {
    return canonical(path, "/");
  }

  /** A query that {@linkplain #isDecodable can be decoded} as the query of a URI, likewise. */
  public static String canonicalQuery(String query) {
    return canonical(query, "/?;");
  }

  private static String canonical(String text, String alsoPlain) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i), alsoPlain)) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder canonical = new StringBuilder(text.length() + 16).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c, alsoPlain)) {
        canonical.append(c);
      } else {
        canonical.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
      }
    }
    return canonical.toString();
  }

  private static boolean isPlain(char c, String alsoPlain) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '%'
        || PLAIN.indexOf(c) >= 0
        || alsoPlain.indexOf(c) >= 0;
  }

  private static boolean isDecoded(String text, boolean isPlusSpace) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == 0 || c >= 0x80 || (c == '+' && isPlusSpace)) {
        return false;
      }
    }
    return true;
  }

  private static int unescape(char high, char low) {
    int highDigit = high < 0x80 ? Character.digit(high, 16) : -1;
    int lowDigit = low < 0x80 ? Character.digit(low, 16) : -1;
    return highDigit < 0 || lowDigit < 0 ? -1 : highDigit * 16 + lowDigit;
  }

  private static Optional<String> utf8(ByteBuffer bytes) {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return Optional.of(decoded.toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
