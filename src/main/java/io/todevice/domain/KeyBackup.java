package io.todevice.domain;

/**
 * A backup of the keys of a user, without the keys.
 *
 * @param version tells it from the user's other backups
 * @param algorithm how its keys are encrypted
 * @param authData what the algorithm needs, unchanged
 * @param count how many keys it has
 * @param etag stands for its keys: another one after every change of them
 */
public record KeyBackup(
    String version, String algorithm, JsonObject authData, long count, String etag) {}
