package io.todevice.domain;

import io.todevice.text.StorableText;

/**
 * The ID of a Megolm session whose key a user backs up: 1 to {@value #MAX_BYTES} bytes of UTF-8,
 * otherwise opaque.
 *
 * @param value the identifier as it stands on the wire
 */
public record MegolmSessionId(String value) implements Comparable<MegolmSessionId> {

  /** The longest session ID, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /**
   * Checks the length, and that every store can keep it.
   *
   * @throws IllegalArgumentException if {@code value} is empty or too long, or has the character
   *     U+0000
   */
  public MegolmSessionId {
    if (value.isEmpty() || !StorableText.isStorable(value, MAX_BYTES)) {
      throw new IllegalArgumentException(
          "a session ID has 1 to " + MAX_BYTES + " bytes, and no U+0000");
    }
  }

  @Override
  public int compareTo(MegolmSessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
