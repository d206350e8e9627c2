package io.todevice.http.auth;

import io.todevice.domain.AccessToken;
import io.todevice.spec.model.Credentials;
import io.todevice.spec.model.TokenLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the access token of a request in the places that the assembled document names for the
 * operation, and in no other (clauses A2, A3, A4).
 *
 * <p>Where the document names the header:
 *
 * <table>
 * <caption>Authorization</caption>
 * <tr><th>{@code Authorization}</th><th>result</th></tr>
 * <tr><td>{@code Bearer abc}, {@code bearer abc}, {@code BEARER   abc}</td>
 *     <td>found (RFC 9110, 11.1 and 11.4: a scheme has no case, and one or more spaces follow)</td></tr>
 * <tr><td>no header; {@code Basic abc}; {@code abc}; {@code Bearerabc}; a tab in place of the
 *     space</td><td>absent: there are no bearer credentials</td></tr>
 * <tr><td>{@code Bearer}, {@code Bearer } with only spaces</td><td>absent</td></tr>
 * <tr><td>{@code Bearer} and a text that is no {@code b64token} of RFC 6750, 2.1: spaces, commas
 *     or quotes inside, bytes that are not ASCII</td><td>rejected</td></tr>
 * <tr><td>several lines with the same bearer token</td><td>found</td></tr>
 * <tr><td>several lines with bearer tokens that differ</td><td>rejected</td></tr>
 * <tr><td>several lines, one of them bearer, the others of other schemes</td><td>found</td></tr>
 * </table>
 *
 * <p>Where it names a query parameter, the parameter's first value counts:
 *
 * <table>
 * <caption>access_token</caption>
 * <tr><th>query</th><th>result</th></tr>
 * <tr><td>{@code access_token=abc}, {@code access%5Ftoken=a%62c}</td><td>found</td></tr>
 * <tr><td>no such parameter, {@code access_token}, {@code access_token=}</td><td>absent</td></tr>
 * <tr><td>a value that, decoded, is no {@code b64token}: bad percent-encoding, not ASCII, a plus
 *     sign that is not percent-encoded</td><td>rejected</td></tr>
 * <tr><td>{@code access_token=abc&access_token=def}</td><td>found: {@code abc}</td></tr>
 * </table>
 *
 * <p>Of several places that are alternatives, those that hold nothing don't count; where two hold
 * the same token it is found, where they differ or one is rejected, the request is rejected.
 * Several places of one alternative must all hold the token, or it holds nothing.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class TokenExtractor {

  private final List<Set<TokenLocation>> alternatives;
  private final boolean isTokenIgnored;
  private final boolean isTokenOptional;

  /**
   * An extractor for one operation.
   *
   * @param security the operation's security alternatives, as in {@link
   *     io.todevice.spec.model.ServedOperation#security}
   */
  public TokenExtractor(List<Set<TokenLocation>> security) {
    alternatives = security.stream().map(Set::copyOf).toList();
    isTokenIgnored = alternatives.stream().allMatch(Set::isEmpty);
    isTokenOptional = isTokenIgnored || alternatives.stream().anyMatch(Set::isEmpty);
  }

  /** Whether the operation takes no token at all: one that is sent is not looked at. */
  public boolean isTokenIgnored() {
    return isTokenIgnored;
  }

  /** Whether the operation can be called without a good token. */
  public boolean isTokenOptional() {
    return isTokenOptional;
  }

  /** Looks for the token. */
  public TokenSearch search(Credentials credentials) {
    List<String> tokens = new ArrayList<>(2);
    for (Set<TokenLocation> places : alternatives) {
      tokens.addAll(tokensOfAll(places, credentials));
    }
    if (tokens.isEmpty()) {
      return new TokenSearch.Absent();
    }
    String token = tokens.get(0);
    for (String other : tokens) {
      if (!other.equals(token)) {
        return new TokenSearch.Rejected();
      }
    }
    return isB64Token(token)
        ? new TokenSearch.Found(new AccessToken(token))
        : new TokenSearch.Rejected();
  }

  private static List<String> tokensOfAll(Set<TokenLocation> places, Credentials credentials) {
    if (places.size() == 1) {
      return places.iterator().next().tokens(credentials);
    }
    List<String> tokens = new ArrayList<>(2);
    for (TokenLocation place : places) {
      List<String> here = place.tokens(credentials);
      if (here.isEmpty()) {
        return List.of();
      }
      tokens.addAll(here);
    }
    return tokens;
  }

  private static boolean isB64Token(String token) {
    int end = token.length();
    while (end > 0 && token.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = token.charAt(i);
      boolean isAllowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~+/".indexOf(c) >= 0;
      if (!isAllowed) {
        return false;
      }
    }
    return end > 0;
  }
}
