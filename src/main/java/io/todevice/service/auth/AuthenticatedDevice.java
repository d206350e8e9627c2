package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.Session;
import java.util.Optional;

/**
 * The device that a request's token speaks for.
 *
 * @param incarnation the user and the device, in the life that the token belongs to
 * @param token the token itself, so that a request that waits can be checked again (clause A5);
 *     never printed
 * @param service the application service that acts as the device, if one does
 * @param session the session in the store that the token belongs to, where it does
 */
public record AuthenticatedDevice(
    DeviceIncarnation incarnation,
    AccessToken token,
    Optional<ApplicationService> service,
    Optional<Session> session)
    implements AuthenticatedUser {

  /** A device with a token that was given out elsewhere. */
  public AuthenticatedDevice(DeviceIncarnation incarnation, AccessToken token) {
    this(incarnation, token, Optional.empty(), Optional.empty());
  }

  /** A device with the access token of a session. */
  public AuthenticatedDevice(Session session, AccessToken token) {
    this(session.device(), token, Optional.empty(), Optional.of(session));
  }

  /** The user and the device. */
  public DeviceAddress address() {
    return incarnation.address();
  }

  @Override
  public DeviceIncarnation requester() {
    return incarnation;
  }
}
