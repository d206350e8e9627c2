package io.todevice.conformance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An Ed25519 key that signs JSON as clients do. Immutable. */
public final class SigningKey {

  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private static final int RAW_KEY_BYTES = 32;

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  /** A new key. */
  public static SigningKey create() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key in unpadded Base64. */
  public String publicKey() {
    byte[] encoded = pair.getPublic().getEncoded();
    return base64(Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length));
  }

  /**
   * The object with a signature by this key in place of any other.
   *
   * @param userId whose key it is
   * @param keyId what it is called behind {@code ed25519:}
   */
  public ObjectNode sign(JsonNode object, String userId, String keyId) {
    ObjectNode signed = object.deepCopy();
    signed.remove(List.of("signatures", "unsigned"));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(CANONICAL.writeValueAsString(signed).getBytes(StandardCharsets.UTF_8));
      signed
          .putObject("signatures")
          .putObject(userId)
          .put("ed25519:" + keyId, base64(signature.sign()));
      return signed;
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
