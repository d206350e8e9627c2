package io.todevice.http.json;

import java.nio.charset.StandardCharsets;

/** Makes strings of parts of a JSON text that have been checked. */
final class JsonStrings {

  private JsonStrings() {}

  /** A part that is ASCII. */
  @SuppressWarnings("deprecation") // the fastest way from ASCII to a string
  static String ascii(byte[] text, int from, int to) {
    return new String(text, 0, from, to - from);
  }

  /** The string that stands between two quotation marks. */
  static String decode(byte[] text, int from, int to) {
    int escape = from;
    while (escape < to && text[escape] != '\\') {
      escape++;
    }
    if (escape == to) {
      return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder string = new StringBuilder(to - from);
    int plain = from;
    for (int i = escape; i < to; i++) {
      if (text[i] == '\\') {
        string.append(new String(text, plain, i - plain, StandardCharsets.UTF_8));
        i = appendEscape(string, text, i);
        plain = i + 1;
      }
    }
    return string.append(new String(text, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }

  /** Returns the position of the escape's last byte. */
  private static int appendEscape(StringBuilder string, byte[] text, int backslash) {
    byte kind = text[backslash + 1];
    if (kind == 'u') {
      string.append((char) Integer.parseInt(ascii(text, backslash + 2, backslash + 6), 16));
      return backslash + 5;
    }
    string.append(
        switch (kind) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> (char) kind;
        });
    return backslash + 1;
  }
}
