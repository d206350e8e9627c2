package io.todevice.service.keys;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.KeyObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.Settings;
import io.todevice.store.ClaimedKey;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.KeyCounts;
import io.todevice.store.KeyStore;
import io.todevice.store.KeyUpload;
import io.todevice.store.UserKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Publishes, looks up and hands out the keys of devices (clauses K1 to K5). Safe for use by many
 * threads.
 */
public final class KeyService {

  private final KeyStore keys;
  private final int maxObjectBytes;

  /**
   * Works on {@code keys}. A key with all that is signed in it is no longer than {@link
   * RequestLimits#MAX_CONTENT_SIZE}.
   */
  public KeyService(KeyStore keys, Settings settings) {
    this.keys = keys;
    this.maxObjectBytes = settings.getInt(RequestLimits.MAX_CONTENT_SIZE);
  }

  /**
   * Publishes keys of the device.
   *
   * @return how many are there afterwards. Refused, with nothing of it stored: {@code
   *     M_INVALID_PARAM} for identity keys of another device, a key that is too large, two fallback
   *     keys of one algorithm, and a one-time key whose ID has another value already
   */
  public CompletionStage<KeyCounts> upload(AuthenticatedDevice caller, PublishedKeys published) {
    return check(caller, published)
        .map(Stages::<KeyCounts>refused)
        .orElseGet(
            () ->
                keys.upload(
                        caller.incarnation(),
                        new KeyUpload(
                            published.deviceKeys().map(PublishedKeys.OfDevice::object),
                            published.oneTimeKeys(),
                            published.fallbackKeys()))
                    .thenApply(
                        counts ->
                            counts.orElseThrow(
                                () ->
                                    invalid(
                                        "A one-time key of this ID has another value already"))));
  }

  private Optional<MatrixException> check(AuthenticatedDevice caller, PublishedKeys published) {
    DeviceAddress own = caller.address();
    boolean isOwn =
        published
            .deviceKeys()
            .map(
                device ->
                    device.userId().equals(own.user().value())
                        && device.deviceId().equals(own.device().value()))
            .orElse(true);
    if (!isOwn) {
      return Optional.of(invalid("'device_keys' is of another user or device"));
    }
    Stream<KeyObject> all =
        Stream.of(
                published.deviceKeys().stream().map(PublishedKeys.OfDevice::object),
                published.oneTimeKeys().values().stream(),
                published.fallbackKeys().values().stream())
            .flatMap(each -> each);
    if (all.anyMatch(key -> key.json().size() > maxObjectBytes)) {
      return Optional.of(invalid("A key has more than " + maxObjectBytes + " bytes"));
    }
    long algorithms =
        published.fallbackKeys().keySet().stream().map(key -> key.algorithm()).distinct().count();
    return algorithms < published.fallbackKeys().size()
        ? Optional.of(invalid("'fallback_keys' has two keys of one algorithm"))
        : Optional.empty();
  }

  /**
   * The keys that users and their devices have published. From now on the caller's user is told
   * when they change (clause K7).
   *
   * @param wanted the devices by user; all of a user where there are none
   * @return the users who have any; the user-signing key only of the caller's user
   */
  public CompletionStage<Map<UserId, UserKeys>> query(
      AuthenticatedUser caller, Map<UserId, Set<DeviceId>> wanted) {
    return keys.query(caller.requester(), wanted)
        .thenApply(
            found -> {
              Map<UserId, UserKeys> shown = new HashMap<>(found);
              shown.replaceAll(
                  (user, its) -> user.equals(caller.user()) ? its : withoutUserSigning(its));
              return shown;
            });
  }

  private static UserKeys withoutUserSigning(UserKeys its) {
    CrossSigningKeys crossSigning = its.crossSigning();
    return new UserKeys(
        its.devices(),
        new CrossSigningKeys(crossSigning.master(), crossSigning.selfSigning(), Optional.empty()),
        its.signatures());
  }

  /**
   * Hands out one key of each device.
   *
   * @param wanted the algorithm by device
   * @return the keys of the devices that have any
   */
  public CompletionStage<Map<DeviceAddress, ClaimedKey>> claim(
      AuthenticatedUser caller, Map<DeviceAddress, String> wanted) {
    return keys.claim(caller.requester(), wanted);
  }

  private static MatrixException invalid(String message) {
    return new MatrixException(ErrorCode.M_INVALID_PARAM, message);
  }
}
