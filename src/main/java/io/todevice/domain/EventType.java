package io.todevice.domain;

import java.nio.charset.StandardCharsets;

/**
 * The type of a to-device message, for example {@code m.room.encrypted}: 1 to {@value #MAX_BYTES}
 * bytes of UTF-8 (clause S8), otherwise opaque.
 *
 * @param value the type, percent-decoded once
 */
public record EventType(String value) {

  /** The longest event type, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if {@code value} is empty or too long
   */
  public EventType {
    if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("an event type has 1 to " + MAX_BYTES + " bytes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
