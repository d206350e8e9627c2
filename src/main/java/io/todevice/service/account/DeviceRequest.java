package io.todevice.service.account;

import java.util.Optional;

/**
 * What a client says about the device that it logs in on.
 *
 * @param deviceId the ID that it would like; without one the server makes one up
 * @param initialDisplayName what to call the device if it is new
 * @param wantsRefreshToken whether the client can refresh tokens: then its access token is
 *     short-lived and comes with a refresh token
 */
public record DeviceRequest(
    Optional<String> deviceId, Optional<String> initialDisplayName, boolean wantsRefreshToken) {

  /** A client that says nothing. */
  public static final DeviceRequest UNSPECIFIED =
      new DeviceRequest(Optional.empty(), Optional.empty(), false);
}
