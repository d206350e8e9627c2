package io.todevice.service.interactive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions as signed text: nothing is kept for them, and every node that has the key goes on with
 * them. A text holds its end and the digest of the operation that it was opened for. Safe for use
 * by many threads.
 */
public final class InteractiveSessions {

  /** How long a session lasts. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int DIGEST_BYTES = 16;
  private static final int CONTENT_BYTES = Long.BYTES + DIGEST_BYTES;
  private static final int SIGNATURE_BYTES = 16;

  private final SecretKeySpec key;
  private final InstantSource clock;

  /**
   * Signs with {@code secret}.
   *
   * @param secret at least 256 random bits as text, the same on every node
   * @param clock says when a session ends
   */
  public InteractiveSessions(String secret, InstantSource clock) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** A session for this operation. */
  String open(Operation operation) {
    byte[] content =
        ByteBuffer.allocate(CONTENT_BYTES)
            .putLong(clock.instant().plus(LIFETIME).toEpochMilli())
            .put(operation.digest(), 0, DIGEST_BYTES)
            .array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(CONTENT_BYTES + SIGNATURE_BYTES)
                .put(content)
                .put(sign(content))
                .array());
  }

  /**
   * Whether a session may go on with {@code next}: with the operation that it was opened for, or
   * one that only adds what this left open, as clients do that ask how to register before they know
   * the name. Empty for a session that has ended, or that nobody with the key has opened.
   */
  Optional<Boolean> findAllowed(String session, Operation next) {
    ByteBuffer signed;
    try {
      signed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(session));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
    if (signed.remaining() != CONTENT_BYTES + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    byte[] content = new byte[CONTENT_BYTES];
    byte[] signature = new byte[SIGNATURE_BYTES];
    signed.get(content).get(signature);
    if (!MessageDigest.isEqual(signature, sign(content))
        || clock.millis() >= ByteBuffer.wrap(content).getLong()) {
      return Optional.empty();
    }
    return Optional.of(isOf(content, next) || isOf(content, next.withoutParameters()));
  }

  private static boolean isOf(byte[] content, Operation operation) {
    return Arrays.equals(content, Long.BYTES, CONTENT_BYTES, operation.digest(), 0, DIGEST_BYTES);
  }

  private byte[] sign(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
