package io.todevice.service.keys;

import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.domain.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * A key of a request, and what signs it.
 *
 * @param object the key as it stands in the request
 * @param signedText what the signatures cover, as canonical JSON; empty for an object that has no
 *     such form and can't be signed. Not to be changed
 * @param signatures in base64, by user and by the name of the key that signed
 */
public record SignedKey(
    KeyObject object, Optional<byte[]> signedText, Map<String, Map<String, String>> signatures) {

  /** The signatures of a user. */
  Map<String, String> signaturesBy(UserId user) {
    return signatures.getOrDefault(user.value(), Map.of());
  }

  /** Whether there is a good signature by a user's Ed25519 key that has this name. */
  boolean isSignedBy(UserId user, String keyName, String publicKey) {
    String signature = signaturesBy(user).get(new KeyId(KeyId.ED25519, keyName).toString());
    return signature != null
        && signedText.filter(text -> Ed25519.verifies(publicKey, text, signature)).isPresent();
  }
}
