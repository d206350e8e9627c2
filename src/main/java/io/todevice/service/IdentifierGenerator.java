package io.todevice.service;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceId;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the tokens and names that the server gives out, from a source that nobody can guess. Safe
 * for use by many threads.
 */
public final class IdentifierGenerator {

  private static final int TOKEN_BYTES = 32;
  private static final int DEVICE_LETTERS = 10;
  private static final int LOCALPART_LETTERS = 12;

  private final SecureRandom random;

  /** Draws from the platform's own source. */
  public IdentifierGenerator() {
    this(new SecureRandom());
  }

  /** Draws from {@code random}. */
  public IdentifierGenerator(SecureRandom random) {
    this.random = random;
  }

  /** An access or refresh token: 256 random bits in base64url. */
  public AccessToken newToken() {
    return new AccessToken(base64(TOKEN_BYTES));
  }

  /** The ID of a device whose client did not choose one: ten upper-case letters. */
  public DeviceId newDeviceId() {
    return new DeviceId(letters('A', DEVICE_LETTERS));
  }

  /** The local part of a user who did not choose one: twelve lower-case letters. */
  public String newLocalpart() {
    return letters('a', LOCALPART_LETTERS);
  }

  private String base64(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String letters(char first, int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append((char) (first + random.nextInt(26)));
    }
    return letters.toString();
  }
}
