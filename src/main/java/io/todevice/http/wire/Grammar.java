package io.todevice.http.wire;

import java.util.HexFormat;

/** The kinds of characters and the small grammars of RFC 9110 and RFC 9112. */
@SuppressWarnings("ImmutableEnumChecker") // The arrays are filled once.
enum Grammar {
  /** What a token consists of (RFC 9110, 5.6.2). */
  TOKEN,
  /** Visible characters, and bytes that are not ASCII. */
  VISIBLE,
  /** What the value of a field consists of (RFC 9110, 5.5). */
  FIELD_VALUE,
  /** What a length consists of (RFC 9110, 8.6). */
  DIGITS,
  /** What a registered name consists of, beside percent-encoded bytes (RFC 3986, 3.2.2). */
  NAME,
  /** What the address in brackets consists of (RFC 3986, 3.2.2). */
  ADDRESS;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_ADDRESS = 64;
  private static final int LONGEST_PORT = 5;

  private final boolean[] bytes = new boolean[256];

  static {
    for (int c = '!'; c < 256; c++) {
      TOKEN.bytes[c] = c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
      VISIBLE.bytes[c] = c != 0x7f;
      DIGITS.bytes[c] = c >= '0' && c <= '9';
      FIELD_VALUE.bytes[c] = c != 0x7f;
      NAME.bytes[c] = c < 0x7f && "\"#%/:<>?@[\\]^`{|}".indexOf(c) < 0;
      ADDRESS.bytes[c] = "0123456789abcdefABCDEFv:.".indexOf(c) >= 0;
    }
    FIELD_VALUE.bytes[' '] = true;
    FIELD_VALUE.bytes['\t'] = true;
  }

  /** Whether this byte is of this kind. */
  boolean has(byte b) {
    return bytes[b & 0xff];
  }

  /** Where the bytes of this kind end. */
  int skip(byte[] text, int from, int to) {
    int at = from;
    while (at < to && bytes[text[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /** Whether this is a token. */
  static boolean isToken(String text) {
    return TOKEN.isWhole(text);
  }

  /** Whether these are digits. */
  static boolean isNumber(String text) {
    return DIGITS.isWhole(text);
  }

  private boolean isWhole(String text) {
    return !text.isEmpty() && skip(text, 0) == text.length();
  }

  private int skip(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= 0xff && bytes[text.charAt(at)]) {
      at++;
    }
    return at;
  }

  /**
   * Whether this is the value of a {@code Host} field, or the authority of an absolute target: a
   * name or an address with a port or without (RFC 9110, 7.2; RFC 3986, 3.2.2), or nothing.
   */
  static boolean isHost(String text) {
    int end = text.startsWith("[") ? skipAddress(text) : skipName(text);
    return end == text.length()
        || (end >= 0
            && text.charAt(end) == ':'
            && text.length() - end <= 1 + LONGEST_PORT
            && DIGITS.skip(text, end + 1) == text.length());
  }

  /** Where the address ends, or -1. */
  private static int skipAddress(String text) {
    int end = ADDRESS.skip(text, 1);
    boolean isAddress = end > 2 && end <= 1 + LONGEST_ADDRESS && text.startsWith("]", end);
    return isAddress ? end + 1 : -1;
  }

  /** Where the name ends, or -1. */
  private static int skipName(String text) {
    int at = NAME.skip(text, 0);
    int encoded = 0;
    while (at + 2 < text.length()
        && text.charAt(at) == '%'
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2))) {
      encoded++;
      at = NAME.skip(text, at + 3);
    }
    return at - 2 * encoded <= LONGEST_NAME ? at : -1;
  }
}
