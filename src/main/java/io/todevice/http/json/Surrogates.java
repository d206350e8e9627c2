package io.todevice.http.json;

/** Finds halves of surrogate pairs in the escapes of a well-formed JSON text. */
final class Surrogates {

  private Surrogates() {}

  /**
   * Whether a {@code \\u} escape between {@code from} and {@code to} is one half of a surrogate
   * pair without the other.
   */
  static boolean hasLoneEscape(byte[] text, int from, int to) {
    for (int i = from; i < to - 1; i++) {
      if (text[i] != '\\') {
        continue;
      }
      if (text[i + 1] != 'u') {
        i++;
        continue;
      }
      char unit = unit(text, i);
      if (Character.isLowSurrogate(unit)) {
        return true;
      }
      if (Character.isHighSurrogate(unit)) {
        boolean isFollowed = i + 11 < to && text[i + 6] == '\\' && text[i + 7] == 'u';
        if (!isFollowed || !Character.isLowSurrogate(unit(text, i + 6))) {
          return true;
        }
        i += 6;
      }
      i += 5;
    }
    return false;
  }

  private static char unit(byte[] text, int backslash) {
    int unit = 0;
    for (int i = backslash + 2; i < backslash + 6; i++) {
      unit = unit * 16 + Character.digit(text[i], 16);
    }
    return (char) unit;
  }
}
