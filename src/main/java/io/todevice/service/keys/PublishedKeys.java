package io.todevice.service.keys;

import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request publishes.
 *
 * @param deviceKeys the identity keys of a device
 * @param oneTimeKeys one-time keys, in the order in which they are to be handed out
 * @param fallbackKeys fallback keys
 */
public record PublishedKeys(
    Optional<OfDevice> deviceKeys,
    Map<KeyId, KeyObject> oneTimeKeys,
    Map<KeyId, KeyObject> fallbackKeys) {

  /**
   * Identity keys.
   *
   * @param userId whose they say that they are
   * @param deviceId of which device they say that they are
   * @param object what is signed, as a whole
   */
  public record OfDevice(String userId, String deviceId, KeyObject object) {}

  /** Copies the maps. */
  public PublishedKeys {
    oneTimeKeys = Collections.unmodifiableMap(new LinkedHashMap<>(oneTimeKeys));
    fallbackKeys = Collections.unmodifiableMap(new LinkedHashMap<>(fallbackKeys));
  }
}
