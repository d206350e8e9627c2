package io.todevice.service;

import java.nio.charset.StandardCharsets;

/** What text a client may have the server keep, so that every store can give it back unchanged. */
public final class StorableText {

  private StorableText() {}

  /**
   * Whether a store can keep the text: no NUL, which some databases refuse, no half of a surrogate
   * pair, which has no UTF-8 form, and at most {@code maxBytes} bytes of UTF-8.
   */
  public static boolean isStorable(String text, int maxBytes) {
    return text.length() <= maxBytes
        && text.indexOf('\0') < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
  }
}
