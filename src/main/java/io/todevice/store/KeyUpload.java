package io.todevice.store;

import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a device publishes in one request. Whatever is absent stays as it is (clause K1).
 *
 * @param deviceKeys its identity keys
 * @param oneTimeKeys more one-time keys, in the order in which they are handed out
 * @param fallbackKeys its fallback keys, at most one of each algorithm
 */
public record KeyUpload(
    Optional<KeyObject> deviceKeys,
    Map<KeyId, KeyObject> oneTimeKeys,
    Map<KeyId, KeyObject> fallbackKeys) {

  /** Copies the maps. */
  public KeyUpload {
    oneTimeKeys = Collections.unmodifiableMap(new LinkedHashMap<>(oneTimeKeys));
    fallbackKeys = Collections.unmodifiableMap(new LinkedHashMap<>(fallbackKeys));
  }
}
