package io.todevice.domain;

/**
 * One device of one user: where a to-device message goes, and whom an access token belongs to
 * (clause A6).
 *
 * @param user the owner
 * @param device the device among the owner's
 */
public record DeviceAddress(UserId user, DeviceId device) {

  @Override
  public String toString() {
    return user.value() + "/" + device.value();
  }
}
