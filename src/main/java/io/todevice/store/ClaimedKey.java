package io.todevice.store;

import io.todevice.domain.JsonValue;
import io.todevice.domain.KeyId;

/**
 * A one-time key that was handed out, or a fallback key in its place.
 *
 * @param id its name
 * @param json what its device uploaded
 */
public record ClaimedKey(KeyId id, JsonValue json) {}
