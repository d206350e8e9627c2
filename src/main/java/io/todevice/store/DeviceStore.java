package io.todevice.store;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.Requester;
import io.todevice.domain.TokenHash;
import io.todevice.settings.StorageLimits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Devices and the sessions that speak for them. See {@link Store} for what holds for every method.
 *
 * <p>A device has at most one session that is in use, and beside it those that refreshes have given
 * out and nobody has used yet.
 */
public interface DeviceStore {

  /**
   * A device that exists.
   *
   * @param isNew whether this call created it: of calls at the same time, one
   */
  record Existing(DeviceIncarnation device, boolean isNew) {}

  /**
   * Creates the device if it does not exist, and gives it a session with {@code tokens} in place of
   * every session that it had (clause A6). An existing device stays the same incarnation: it keeps
   * its inbox, its remembered transactions and its display name. A new one is another incarnation
   * than every device before it and starts with an empty inbox. The device's watchers are notified.
   *
   * @param displayName the name of the device where it is new
   * @return the session; empty, which changes nothing, where the device is new and the user has
   *     {@link StorageLimits#DEVICES_PER_USER} devices already, or more than a share of {@link
   *     StorageLimits#MAX_DEVICES} that is used up, or a cross-signing key of this ID
   */
  CompletionStage<Optional<Session>> signIn(
      DeviceAddress device, SessionTokens tokens, Optional<String> displayName);

  /**
   * Creates the device, without a session, if it does not exist. Used where tokens are kept
   * elsewhere.
   *
   * @return the device that exists now; empty as {@link #signIn}
   */
  CompletionStage<Optional<Existing>> ensureExists(
      DeviceAddress device, Optional<String> displayName);

  /** The incarnation that exists under an address; empty where there is no such device. */
  CompletionStage<Optional<DeviceIncarnation>> findIncarnation(DeviceAddress device);

  /**
   * The session of an access token, also one that has expired; empty where the token is unknown.
   * The first use of a renewed session ends the others ({@link #refresh}), in the same step.
   */
  CompletionStage<Optional<Session>> useSession(TokenHash accessToken);

  /**
   * Gives the device a new session beside the one whose refresh token is {@code refreshToken}.
   *
   * <p>As the specification has it (<i>Refreshing access tokens</i>), the old refresh token stays
   * good until a new access token or a new refresh token is used for the first time, and so does
   * the old access token: {@link #useSession} of the new access token, or a refresh with the new
   * refresh token, ends them, and the device's watchers are notified. Responses get lost, and
   * requests that were repeated arrive in any order; so every session that the old refresh token
   * was exchanged for is good until one of them is used. Of many the latest eight are kept.
   *
   * @param renewed the new tokens
   * @return the new session as kept, or empty where the refresh token is unknown or used up, which
   *     changes nothing
   */
  CompletionStage<Optional<Session>> refresh(TokenHash refreshToken, RenewedTokens renewed);

  /** The devices of the caller's user, in order of creation. */
  CompletionStage<List<Device>> list(Requester caller);

  /** One device of the caller's user. */
  CompletionStage<Optional<Device>> find(Requester caller, DeviceId device);

  /**
   * Gives a device of the caller's user another display name. Returns whether there is such a
   * device.
   */
  CompletionStage<Boolean> rename(Requester caller, DeviceId device, String displayName);

  /**
   * Deletes devices of the caller's user, each in one step with its sessions, its inbox, its keys
   * and its remembered transactions (clauses A5, D6, K10). Their watchers are notified. Unknown IDs
   * are ignored.
   *
   * @return the devices that existed
   */
  CompletionStage<Set<DeviceId>> delete(Requester caller, Set<DeviceId> devices);

  /** Deletes every device of the caller's user, as {@link #delete} does. */
  CompletionStage<Set<DeviceId>> deleteAll(Requester caller);
}
