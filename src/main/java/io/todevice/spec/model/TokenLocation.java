package io.todevice.spec.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a security scheme of the document says that a token stands (OpenAPI, <i>Security Scheme
 * Object</i>).
 */
public sealed interface TokenLocation {

  /** The tokens that a request has here, in order; none if nothing but white space is here. */
  List<String> tokens(Credentials credentials);

  /**
   * {@code type: apiKey, in: query}.
   *
   * @param name the query parameter, whose first value is the token
   */
  record Query(String name) implements TokenLocation {

    @Override
    public List<String> tokens(Credentials credentials) {
      return credentials
          .findQuery(name)
          .filter(token -> !token.isEmpty())
          .map(List::of)
          .orElse(List.of());
    }
  }

  /**
   * {@code type: apiKey, in: header}.
   *
   * @param name the header, whose whole value is the token
   */
  record Header(String name) implements TokenLocation {

    @Override
    public List<String> tokens(Credentials credentials) {
      return credentials.headers(name).stream().filter(token -> !token.isEmpty()).toList();
    }
  }

  /** {@code type: http, scheme: bearer}: {@code Authorization: Bearer} (RFC 6750). */
  record Bearer() implements TokenLocation {

    /** The scheme and the one space that must follow it. */
    private static final String SCHEME = "Bearer ";

    @Override
    public List<String> tokens(Credentials credentials) {
      List<String> tokens = List.of();
      for (String authorization : credentials.headers("authorization")) {
        String token = token(authorization);
        if (!token.isEmpty()) {
          tokens = tokens.isEmpty() ? new ArrayList<>(1) : tokens;
          tokens.add(token);
        }
      }
      return tokens;
    }

    /**
     * The token of an {@code Authorization} field; the empty string if its scheme is another one.
     */
    public static String token(String authorization) {
      int start = SCHEME.length();
      if (!authorization.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, start)) {
        return "";
      }
      while (start < authorization.length() && authorization.charAt(start) == ' ') {
        start++;
      }
      return authorization.substring(start);
    }
  }
}
