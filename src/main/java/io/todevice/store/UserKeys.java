package io.todevice.store;

import io.todevice.domain.DeviceId;
import io.todevice.domain.KeySignature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The public keys of one user and of the user's devices.
 *
 * @param devices those that have published identity keys, in order of creation
 * @param crossSigning the user's cross-signing keys
 * @param signatures what was added to any of these keys by the user, and by the one who asks
 */
public record UserKeys(
    Map<DeviceId, DeviceKeys> devices,
    CrossSigningKeys crossSigning,
    List<KeySignature> signatures) {

  /** Copies the collections. */
  public UserKeys {
    devices = Collections.unmodifiableMap(new LinkedHashMap<>(devices));
    signatures = List.copyOf(signatures);
  }
}
