package io.todevice.domain;

/**
 * A published key: the JSON that its owner uploaded, unchanged, so that signatures stay good
 * (clause K4).
 *
 * @param json what was uploaded
 * @param digest the same for two texts that say the same, and different for two that do not; of an
 *     object that others add signatures to, of what the signatures cover
 */
public record KeyObject(JsonValue json, String digest) {}
