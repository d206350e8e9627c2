package io.todevice.strict.check;

import io.todevice.spec.model.TokenLocation;
import io.todevice.text.Sha256;
import io.todevice.validation.SentRequest;
import java.util.Optional;

/**
 * A token in a request.
 *
 * @param digest its digest; the token itself is not kept
 * @param isInQuery whether it stands in the query
 */
record TokenUse(String digest, boolean isInQuery) {

  private static final TokenLocation.Query QUERY = new TokenLocation.Query("access_token");
  private static final TokenLocation HEADER = new TokenLocation.Bearer();

  /** The token of a request, if it has one where Matrix's documents put them. */
  static Optional<TokenUse> find(SentRequest request) {
    return find(QUERY, request).or(() -> find(HEADER, request));
  }

  private static Optional<TokenUse> find(TokenLocation place, SentRequest request) {
    return place.tokens(request).stream()
        .map(token -> new TokenUse(Sha256.hex(token), place == QUERY))
        .findFirst();
  }

  /** Whether a query parameter is the token's. */
  static boolean isQueryName(String name) {
    return name.equals(QUERY.name());
  }
}
