package io.todevice.domain;

import io.todevice.text.Sha256;

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
    return new TokenHash(Sha256.hex(token.value()));
  }

  @Override
  public String toString() {
    return "TokenHash[…]";
  }
}
