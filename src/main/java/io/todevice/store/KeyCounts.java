package io.todevice.store;

import java.util.List;
import java.util.Map;

/**
 * How many keys of a device nobody has claimed yet (clause K6). Immutable.
 *
 * @param oneTimeKeys the number of one-time keys by algorithm; of an algorithm without any it is
 *     absent, but for {@link #DEFAULT_ALGORITHM} of a device that has published keys
 * @param unusedFallbackTypes the algorithms of which the fallback key has not been handed out
 */
public record KeyCounts(Map<String, Integer> oneTimeKeys, List<String> unusedFallbackTypes) {

  /** The algorithm of which clients keep one-time keys on the server. */
  public static final String DEFAULT_ALGORITHM = "signed_curve25519";

  /** Those of a device that has published nothing. */
  public static final KeyCounts NONE = new KeyCounts(Map.of(), List.of());

  /** Copies the collections. */
  public KeyCounts {
    oneTimeKeys = Map.copyOf(oneTimeKeys);
    unusedFallbackTypes = List.copyOf(unusedFallbackTypes);
  }
}
