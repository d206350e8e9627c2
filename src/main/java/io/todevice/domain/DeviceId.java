package io.todevice.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A Matrix device ID: an opaque string of 1 to {@value #MAX_BYTES} bytes of UTF-8, unique among the
 * devices of one user. {@code *} is no device ID: in a to-device request it means every device of
 * the user (clause S2).
 *
 * @param value the identifier as it stands on the wire
 */
public record DeviceId(String value) {

  /** The longest device ID that this server gives a device, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /**
   * Checks the grammar.
   *
   * @throws IllegalArgumentException if {@code value} is no device ID
   */
  public DeviceId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a device ID");
    }
  }

  /** The device ID that {@code value} spells, or empty if it spells none. */
  public static Optional<DeviceId> find(String value) {
    return isValid(value) ? Optional.of(new DeviceId(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isValid(String value) {
    return !value.isEmpty()
        && !value.equals("*")
        && value.indexOf('\0') < 0
        && value.length() <= MAX_BYTES
        && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
