package io.todevice.strict.check;

import io.todevice.text.Sha256;
import io.todevice.validation.SentRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token in a request.
 *
 * @param digest its digest; the token itself is not kept
 * @param isInQuery whether it stands in the query
 */
record TokenUse(String digest, boolean isInQuery) {

  private static final String QUERY_NAME = "access_token";
  private static final String SCHEME = "Bearer ";

  /** The token of a request, if it has one where Matrix's documents put them. */
  static Optional<TokenUse> find(SentRequest request, Map<String, List<String>> query) {
    if (query.containsKey(QUERY_NAME)) {
      return Optional.of(new TokenUse(Sha256.hex(query.get(QUERY_NAME).get(0)), true));
    }
    return request.headers().getOrDefault("authorization", List.of()).stream()
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> new TokenUse(Sha256.hex(value.substring(SCHEME.length()).strip()), false))
        .findFirst();
  }

  /** Whether a query parameter is the token's. */
  static boolean isQueryName(String name) {
    return name.equals(QUERY_NAME);
  }
}
