package io.todevice.store;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeySignature;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.settings.StorageLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Public keys for end-to-end encryption. See {@link Store} for what holds for every method.
 *
 * <p>A change of what others see of a user, which is the identity keys, the display name and the
 * end of a device that has published keys, and the cross-signing keys and their signatures, has a
 * position: greater than those of all changes before it that the same follower learns of, with gaps
 * or without. Whoever reads a position sees every change up to it (clause K7). The watchers ({@link
 * MessageStore#watch}) of the user's own devices and of the devices of everybody who follows the
 * user are notified.
 *
 * <p>Where the keys of all users, and the notes of who follows whom, take more than {@link
 * StorageLimits#KEY_MEMORY}, the user who takes most loses, until another takes as much: first whom
 * they follow, then one-time keys, then signatures that they added, then the notes of whom they do
 * not follow any more, the oldest of each first, and in the end identity keys (clauses F1, F2).
 */
public interface KeyStore {

  /**
   * Keeps what the caller publishes, in one step (clauses K1 to K3). A one-time key that is there
   * with the same digest, or was there and has been handed out lately, is ignored; a fallback key
   * takes the place of the one of its algorithm and counts as unused unless it is the same. Of more
   * than {@link StorageLimits#ONE_TIME_KEYS_PER_DEVICE} one-time keys the oldest are dropped.
   *
   * @return the counts afterwards; empty where a one-time key is there with another digest, which
   *     changes nothing
   */
  CompletionStage<Optional<KeyCounts>> upload(DeviceIncarnation caller, KeyUpload upload);

  /**
   * The keys of users (clause K4). From now on the caller's user follows them, also those who have
   * no keys or do not exist; of more than {@link StorageLimits#FOLLOWED_USERS} the one asked for
   * longest ago is not followed any more, which {@link KeyNews#left} says.
   *
   * @param wanted the devices by user; all where the set is empty
   * @return the users who have any keys
   */
  CompletionStage<Map<UserId, UserKeys>> query(Requester caller, Map<UserId, Set<DeviceId>> wanted);

  /**
   * Hands out one key of each device (clause K5): the oldest one-time key of the algorithm, which
   * nobody gets again, or where there is none the fallback key, which counts as used from then on.
   * All in one step. The watchers of devices whose {@link KeyCounts} have changed are notified.
   *
   * @param wanted the algorithm by device
   * @return the keys of the devices that have any
   */
  CompletionStage<Map<DeviceAddress, ClaimedKey>> claim(
      Requester caller, Map<DeviceAddress, String> wanted);

  /**
   * What the caller does not know yet of keys (clauses K6, K7). Costs next to nothing where nothing
   * has changed.
   *
   * @param since where the caller stands; who has changed after it, or is not followed any more, is
   *     named, the same for as long as the caller asks with it, or more. Nobody is named without it
   */
  CompletionStage<KeyNews> news(DeviceIncarnation caller, Optional<KeyPosition> since);

  /**
   * Puts {@code next} in the place of the cross-signing keys of the caller's user if they are still
   * {@code expected}. The signatures that were added to keys that are replaced go with them.
   */
  CompletionStage<Replacement> replaceCrossSigningKeys(
      Requester caller, CrossSigningKeys expected, CrossSigningKeys next);

  /** How {@link #replaceCrossSigningKeys} ended. */
  enum Replacement {
    DONE,
    /** The keys were others than expected; nothing was changed. */
    CHANGED_MEANWHILE,
    /** The user has a device whose ID is one of the public keys; nothing was changed. */
    IS_DEVICE_ID
  }

  /**
   * Adds signatures of the caller's user to keys that are published with the same digest (clause
   * K9). A signature with the same key takes the place of the one before. Those on keys of other
   * users are for the caller's user alone: for them, and for nobody else, the owner has changed.
   *
   * @return those that were not kept because what they sign is not there, or not any more
   */
  CompletionStage<List<KeySignature>> addSignatures(
      Requester caller, List<KeySignature> signatures);
}
