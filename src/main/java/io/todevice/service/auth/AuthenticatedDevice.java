package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.UserId;

/**
 * Who makes a request: the device that the request's token speaks for (clause A6).
 *
 * @param address the user and the device
 * @param token the token itself, so that a request that waits can be checked again (clause A5);
 *     never printed
 */
public record AuthenticatedDevice(DeviceAddress address, AccessToken token) {

  /** The user. */
  public UserId user() {
    return address.user();
  }
}
