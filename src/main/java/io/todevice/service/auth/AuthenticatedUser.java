package io.todevice.service.auth;

import io.todevice.domain.ApplicationService;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.domain.UserKey;
import java.util.Optional;

/**
 * Who makes a request (clause A6): a user on one of their devices, or an application service that
 * acts as a user without a device.
 */
public sealed interface AuthenticatedUser
    permits AuthenticatedDevice, AuthenticatedUser.WithoutDevice {

  /** The user, on the device if there is one. */
  Requester requester();

  /** The application service that acts as the user, if one does. */
  Optional<ApplicationService> service();

  /** The device, if there is one. */
  default Optional<AuthenticatedDevice> device() {
    return this instanceof AuthenticatedDevice device ? Optional.of(device) : Optional.empty();
  }

  /** The user. */
  default UserId user() {
    return requester().user();
  }

  /** Whether this is the user whom a path names. */
  default boolean isUser(UserKey named) {
    return user().value().equals(named.value());
  }

  /** Whether the limits on the requests of a device hold (clause R3). */
  default boolean isRateLimited() {
    return service().isEmpty() || service().get().isRateLimited(user());
  }

  /** A user without a device. */
  record WithoutDevice(UserId requester, Optional<ApplicationService> service)
      implements AuthenticatedUser {}
}
