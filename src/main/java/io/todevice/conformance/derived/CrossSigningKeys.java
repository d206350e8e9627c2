package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** Cross-signing keys of a user that was never seen before, as a client publishes them. */
final class CrossSigningKeys {

  private static final int RAW_KEY_BYTES = 32;

  private final String userId;
  private final KeyPair master = keyPair();

  CrossSigningKeys(String userId) {
    this.userId = userId;
  }

  /** The body of an upload of all three. */
  ObjectNode upload() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("master_key", key(master, "master"));
    body.set("self_signing_key", signed(key(keyPair(), "self_signing")));
    body.set("user_signing_key", signed(key(keyPair(), "user_signing")));
    return body;
  }

  /** With its members in the order of canonical JSON. */
  private ObjectNode key(KeyPair pair, String usage) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.putObject("keys").put("ed25519:" + publicKey(pair), publicKey(pair));
    ArrayNode usages = key.putArray("usage");
    usages.add(usage);
    return key.put("user_id", userId);
  }

  private ObjectNode signed(ObjectNode key) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(master.getPrivate());
      signature.update(key.toString().getBytes(StandardCharsets.UTF_8));
      key.putObject("signatures")
          .putObject(userId)
          .put("ed25519:" + publicKey(master), base64(signature.sign()));
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String publicKey(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return base64(Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
