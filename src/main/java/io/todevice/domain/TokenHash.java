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

  /** The digest of a token. */
  public static TokenHash of(AccessToken token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new TokenHash(
          HexFormat.of().formatHex(sha256.digest(token.value().getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "TokenHash[…]";
  }
}
