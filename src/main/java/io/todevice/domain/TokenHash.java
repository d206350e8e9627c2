package io.todevice.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of an access or refresh token: the only form in which a token is kept. Tokens are 256
 * random bits, so a plain digest can't be searched for, and looking one up by digest tells a
 * guesser nothing through time.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record TokenHash(String hex) {

  /**
   * Cloned for each token, which is cheaper than looking the algorithm up; itself it digests
   * nothing.
   */
  private static final MessageDigest SHA_256 = sha256();

  /** The digest of a token. */
  public static TokenHash of(AccessToken token) {
    try {
      MessageDigest digest = (MessageDigest) SHA_256.clone();
      return new TokenHash(
          HexFormat.of().formatHex(digest.digest(token.value().getBytes(StandardCharsets.UTF_8))));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "TokenHash[…]";
  }
}
