package io.todevice.domain;

import java.util.Optional;

/**
 * A key below a user's in {@code messages} of a send request: a device ID, or {@code *} for every
 * device of the user that is not named beside it (clause S2). Not checked, because one that is no
 * device ID must not make the others fail.
 *
 * @param value the key as it came
 */
public record DeviceKey(String value) {

  /** Whether it means every device that is not named. */
  public boolean isEveryOther() {
    return value.equals("*");
  }

  /** The device ID that it spells, or empty if it spells none. */
  public Optional<DeviceId> findDeviceId() {
    return DeviceId.find(value);
  }
}
