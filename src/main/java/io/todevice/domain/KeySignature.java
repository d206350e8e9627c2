package io.todevice.domain;

/**
 * A signature that was added to a published key (clause K9).
 *
 * @param owner whose key was signed
 * @param key the ID of the device, or the public cross-signing key
 * @param digest the {@link KeyObject#digest} of what was signed
 * @param signer who signed
 * @param signedWith the signer's key
 * @param signature in base64, as it was uploaded
 */
public record KeySignature(
    UserId owner, String key, String digest, UserId signer, KeyId signedWith, String signature) {}
