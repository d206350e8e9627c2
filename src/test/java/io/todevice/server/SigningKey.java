package io.todevice.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** An Ed25519 key that signs JSON as clients do. */
record SigningKey(KeyPair pair) {

  private static final ObjectMapper CANONICAL =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  static SigningKey create() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String publicKey() {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return Base64.getEncoder().withoutPadding().encodeToString(raw);
  }

  /** The object with a signature by this key, and no other. */
  String sign(Map<String, ?> object, String user, String keyName) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(CANONICAL.writeValueAsString(object).getBytes(StandardCharsets.UTF_8));
      String signature = Base64.getEncoder().withoutPadding().encodeToString(signer.sign());
      Map<String, Object> signed = new TreeMap<>(object);
      signed.put("signatures", Map.of(user, Map.of("ed25519:" + keyName, signature)));
      return CANONICAL.writeValueAsString(signed);
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The object without signatures. */
  static String unsigned(Map<String, ?> object) {
    try {
      return CANONICAL.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
