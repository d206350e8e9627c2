package io.todevice.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one request sends to the devices of one user (clause S2). A named device gets its own
 * content; every other device that the user has when the request is carried out gets {@code
 * everyOther}.
 *
 * @param named contents by device, in the request's order
 * @param everyOther the content that stood under {@code *}
 */
public record DeviceContents(Map<DeviceId, JsonObject> named, Optional<JsonObject> everyOther) {

  /** Copies the map. */
  public DeviceContents {
    named =
        named.size() < 2
            ? Map.copyOf(named)
            : Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }
}
