package io.todevice.text;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What text a client may have the server keep, so that every store can give it back unchanged. */
public final class StorableText {

  private StorableText() {}

  /**
   * Why a store can't keep the text: it has the character U+0000, which some databases refuse, or
   * half of a surrogate pair, which has no UTF-8 form. Empty if there is no reason.
   */
  public static Optional<String> findFault(String text) {
    return text.indexOf('\0') < 0 ? findLoneSurrogate(text) : Optional.of("the character U+0000");
  }

  /** Names half of a surrogate pair, where the text has one. */
  public static Optional<String> findLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int whole = text.codePointAt(i);
        if (Character.charCount(whole) == 1) {
          return Optional.of("a lone surrogate");
        }
        i++;
      }
    }
    return Optional.empty();
  }

  /** Whether a store can keep the text, and it has at most {@code maxBytes} bytes of UTF-8. */
  public static boolean isStorable(String text, int maxBytes) {
    return text.length() <= maxBytes
        && findFault(text).isEmpty()
        && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
  }
}
