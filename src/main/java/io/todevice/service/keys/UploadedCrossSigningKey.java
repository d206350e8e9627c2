package io.todevice.service.keys;

import java.util.List;
import java.util.Map;

/**
 * A cross-signing key of a request.
 *
 * @param userId whose it says that it is
 * @param usage what it says that it is for
 * @param keys the public keys by name, of which there has to be one
 * @param signed the object as a whole
 */
public record UploadedCrossSigningKey(
    String userId, List<String> usage, Map<String, String> keys, SignedKey signed) {}
