package io.todevice.store.memory;

import io.todevice.domain.TokenHash;
import io.todevice.store.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that are good for a device. Immutable.
 *
 * @param current the session
 * @param replacedRefreshToken the refresh token that {@code current} came out of, as long as
 *     neither token of {@code current} has been used
 */
record DeviceSession(Session current, @Nullable TokenHash replacedRefreshToken) {

  boolean isOpenedBy(TokenHash accessToken) {
    return current.accessToken().equals(accessToken);
  }

  boolean isRenewedBy(TokenHash refreshToken) {
    return refreshToken.equals(replacedRefreshToken)
        || current.refreshToken().equals(Optional.of(refreshToken));
  }

  /** The same after one of the current tokens has been used. */
  DeviceSession used() {
    return new DeviceSession(current, null);
  }
}
