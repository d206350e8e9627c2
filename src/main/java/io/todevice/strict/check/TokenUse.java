package io.todevice.strict.check;

import io.todevice.spec.model.TokenLocation;
import io.todevice.text.Sha256;
import io.todevice.validation.SentRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A token in a request.
 *
 * @param digest a digest of it and of whom the query says that it speaks for, as an application
 *     service does; the token itself is not kept
 * @param isInQuery whether it stands in the query
 */
record TokenUse(String digest, boolean isInQuery) {

  private static final TokenLocation.Query QUERY = new TokenLocation.Query("access_token");
  private static final List<String> IDENTITY =
      List.of("user_id", "device_id", "org.matrix.msc3202.device_id");
  private static final TokenLocation HEADER = new TokenLocation.Bearer();

  /** The token of a request, if it has one where Matrix's documents put them. */
  static Optional<TokenUse> find(SentRequest request) {
    return find(QUERY, request).or(() -> find(HEADER, request));
  }

  private static Optional<TokenUse> find(TokenLocation place, SentRequest request) {
    return place.tokens(request).stream()
        .map(token -> new TokenUse(Sha256.hex(token + identity(request)), place == QUERY))
        .findFirst();
  }

  private static String identity(SentRequest request) {
    return IDENTITY.stream()
        .map(name -> "\n" + request.findQuery(name).orElse(""))
        .collect(Collectors.joining());
  }

  /** Whether a query parameter is the token's, or says whom it speaks for. */
  static boolean isQueryName(String name) {
    return name.equals(QUERY.name()) || IDENTITY.contains(name);
  }
}
