package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import io.todevice.domain.UserKey;

/**
 * Who makes a request: the device that the request's token speaks for (clause A6).
 *
 * @param incarnation the user and the device, in the life that the token belongs to
 * @param token the token itself, so that a request that waits can be checked again (clause A5);
 *     never printed
 */
public record AuthenticatedDevice(DeviceIncarnation incarnation, AccessToken token) {

  /** The user and the device. */
  public DeviceAddress address() {
    return incarnation.address();
  }

  /** Whether this is the user whom a path names. */
  public boolean isUser(UserKey named) {
    return user().value().equals(named.value());
  }

  /** The user. */
  public UserId user() {
    return incarnation.user();
  }
}
