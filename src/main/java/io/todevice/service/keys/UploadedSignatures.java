package io.todevice.service.keys;

/**
 * Signatures of one key in a request.
 *
 * @param userId whose key it is, as the request says
 * @param key the ID of the device, or the public key, as the request says
 * @param signed the key with the signatures
 */
public record UploadedSignatures(String userId, String key, SignedKey signed) {}
