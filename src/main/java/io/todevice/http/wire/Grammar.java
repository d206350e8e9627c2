package io.todevice.http.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  DIGITS;

  /** A name or an address with a port or without (RFC 9110, 7.2; RFC 3986, 3.2.2); or nothing. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[[0-9A-Fa-fv:.]{2,64}]|(?:[\\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}){0,255})(?::[0-9]{0,5})?");

  /** One for a thread: every request has a host. */
  private static final ThreadLocal<Matcher> HOST_MATCHER =
      ThreadLocal.withInitial(() -> HOST.matcher(""));

  private final boolean[] bytes = new boolean[256];

  static {
    for (int c = '!'; c < 256; c++) {
      TOKEN.bytes[c] = c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
      VISIBLE.bytes[c] = c != 0x7f;
      DIGITS.bytes[c] = c >= '0' && c <= '9';
      FIELD_VALUE.bytes[c] = c != 0x7f;
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
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff || !bytes[text.charAt(i)]) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether this is the value of a {@code Host} field, or the authority of an absolute target. */
  static boolean isHost(String text) {
    return HOST_MATCHER.get().reset(text).matches();
  }
}
