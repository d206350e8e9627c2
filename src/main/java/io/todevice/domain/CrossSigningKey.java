package io.todevice.domain;

/**
 * A key with which a user signs other keys (clause K8).
 *
 * @param object what was uploaded
 * @param publicKey the Ed25519 public key in unpadded base64
 */
public record CrossSigningKey(KeyObject object, String publicKey) {}
