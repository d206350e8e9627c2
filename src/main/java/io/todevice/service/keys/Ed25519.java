package io.todevice.service.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Signatures by Ed25519 keys (RFC 8032), both in base64 with or without padding. */
final class Ed25519 {

  private static final int KEY_BYTES = 32;

  /** What stands before the bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** Whether the text is a public key. */
  static boolean isPublicKey(String base64) {
    return decode(base64).filter(bytes -> bytes.length == KEY_BYTES).isPresent();
  }

  /** Whether a signature of these bytes is good; {@code false} for what is no key or signature. */
  static boolean verifies(String publicKey, byte[] signed, String signature) {
    Optional<byte[]> signatureBytes = decode(signature);
    if (signatureBytes.isEmpty() || !isPublicKey(publicKey)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key(decode(publicKey).orElseThrow()));
      verifier.update(signed);
      return verifier.verify(signatureBytes.get());
    } catch (GeneralSecurityException notOfThisForm) {
      return false;
    }
  }

  private static PublicKey key(byte[] bytes) throws GeneralSecurityException {
    byte[] encoded = new byte[X509_PREFIX.length + KEY_BYTES];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(bytes, 0, encoded, X509_PREFIX.length, KEY_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
