package io.todevice.store;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Devices and the sessions that speak for them. See {@link Store} for what holds for every method.
 *
 * <p>A device has at most one session, and while it is being refreshed also the one that went
 * before it.
 */
public interface DeviceStore {

  /**
   * Makes the device of {@code session} if it does not exist, and gives it {@code session} in place
   * of every session that it had (clause A6). An existing device keeps its inbox, its remembered
   * transactions and its display name. A new one starts with an empty inbox. Whoever watches the
   * device is told.
   *
   * @param displayName the name of the device where it is new
   * @return whether that was done; {@code false} where the device is new and the user has {@link
   *     StoreBounds#devicesPerUser} devices already, which changes nothing
   */
  CompletionStage<Boolean> signIn(Session session, Optional<String> displayName);

  /**
   * Makes the device, without a session, if it does not exist, however many the user has. Used
   * where tokens are kept elsewhere.
   */
  CompletionStage<Void> ensureExists(DeviceAddress device, Optional<String> displayName);

  /**
   * The session of an access token, also one that has expired; empty where the token is unknown.
   */
  CompletionStage<Optional<Session>> findSession(TokenHash accessToken);

  /**
   * Puts {@code renewed} in place of the session whose refresh token is {@code refreshToken}.
   *
   * <p>As the specification has it (<i>Refreshing access tokens</i>), the old refresh token stays
   * good until the new access token or the new refresh token is used for the first time, so that a
   * lost response does not lock the client out: {@link #findSession} of the new access token, or a
   * refresh with the new refresh token, ends it. The old access token ends at once.
   *
   * @param renewed the new tokens; its device is replaced by the device of the old session
   * @return the new session as kept, or empty where the refresh token is unknown or used up, which
   *     changes nothing
   */
  CompletionStage<Optional<Session>> refresh(TokenHash refreshToken, RenewedTokens renewed);

  /** The devices of a user, in order of creation; empty for an unknown user. */
  CompletionStage<List<Device>> list(UserId user);

  /** One device. */
  CompletionStage<Optional<Device>> find(DeviceAddress device);

  /** Gives a device another display name. Returns whether there is such a device. */
  CompletionStage<Boolean> rename(DeviceAddress device, String displayName);

  /**
   * Deletes devices of a user, each in one step with its sessions, its inbox and its remembered
   * transactions (clauses A5, D6). Whoever watches one of them is told. Unknown IDs are passed
   * over.
   *
   * @return the devices that were there
   */
  CompletionStage<Set<DeviceId>> delete(UserId user, Set<DeviceId> devices);

  /** Deletes every device that the user has, as {@link #delete} does. */
  CompletionStage<Set<DeviceId>> deleteAll(UserId user);
}
