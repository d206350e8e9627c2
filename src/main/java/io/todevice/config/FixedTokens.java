package io.todevice.config;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.TokenHash;
import java.util.Map;

/**
 * Access tokens that an operator gave out, for devices that exist from the start. Immutable.
 *
 * @param devices the digest of each token, and the device that it speaks for; several tokens may
 *     speak for one device
 * @param displayNames the names of those of the devices that have one
 */
public record FixedTokens(
    Map<TokenHash, DeviceAddress> devices, Map<DeviceAddress, String> displayNames) {

  /** Copies the maps. */
  public FixedTokens {
    devices = Map.copyOf(devices);
    displayNames = Map.copyOf(displayNames);
  }

  /** How many there are; digests stay out of logs as tokens do. */
  @Override
  public String toString() {
    return "FixedTokens[" + devices.size() + "]";
  }
}
