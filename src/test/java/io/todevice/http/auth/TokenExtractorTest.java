package io.todevice.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.model.Credentials;
import io.todevice.spec.model.TokenLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExtractorTest {

  private static final Set<TokenLocation> HEADER = Set.of(new TokenLocation.Bearer());
  private static final Set<TokenLocation> QUERY = Set.of(new TokenLocation.Query("access_token"));
  private static final Set<TokenLocation> KEY = Set.of(new TokenLocation.Header("X-Api-Key"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abc",
        "bearer abc",
        "BEARER abc",
        "bEaReR abc",
        "Bearer   abc",
        "Bearer abc"
      })
  @DisplayName("A4: the scheme has no case, and one or more spaces follow it")
  void bearer(String authorization) {
    assertThat(headers(authorization)).isEqualTo("found abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "a", "syt_YWxpY2U_x.y-z~A+B/C", "YQ==", "0=", "a/=="})
  @DisplayName("A4: every b64token of RFC 6750 can be a token")
  void b64Tokens(String token) {
    assertThat(headers("Bearer " + token)).isEqualTo("found " + token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer      ",
        "Basic YWJjOmRlZg==",
        "abc",
        "Bearerabc",
        "Bearer\tabc",
        "Token abc",
        "Digest username=\"a\"",
        "Bearerü abc"
      })
  @DisplayName("A1, A4: no bearer credentials are no token")
  void absent(String authorization) {
    assertThat(headers(authorization)).isEqualTo("absent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer a b",
        "Bearer a,b",
        "Bearer abc, Bearer abc",
        "Bearer \"abc\"",
        "Bearer \u00e9",
        "Bearer =",
        "Bearer a=b",
        "Bearer a\tb",
        "Bearer \u0000",
        "Bearer %61",
        "Bearer a:b"
      })
  @DisplayName("A4: what is no b64token is rejected")
  void rejected(String authorization) {
    assertThat(headers(authorization)).isEqualTo("rejected");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a, bearer  a, found a",
    "Bearer a, Bearer b, rejected",
    "Basic YQ==, Bearer a, found a",
    "Bearer a, Bearer ü, rejected",
    "Bearer, Bearer a, found a",
    "Basic YQ==, Digest x, absent"
  })
  @DisplayName("A4: a header that stands twice is one token, or none, but never a choice")
  void repeatedHeader(String first, String second, String expected) {
    assertThat(headers(first, second)).isEqualTo(expected);
  }

  @Test
  @DisplayName("A1: no header at all is no token")
  void noHeader() {
    assertThat(headers()).isEqualTo("absent");
  }

  @Test
  @DisplayName("A2: only the places that the document names count")
  void onlyNamedPlaces() {
    Credentials both = credentials(List.of("Bearer inheader"), "inquery");

    assertThat(search(List.of(HEADER), both)).isEqualTo("found inheader");
    assertThat(search(List.of(QUERY), both)).isEqualTo("found inquery");
    assertThat(search(List.of(QUERY), credentials(List.of("Bearer a"), null))).isEqualTo("absent");
    assertThat(search(List.of(HEADER), credentials(List.of(), "a"))).isEqualTo("absent");
    assertThat(search(List.of(KEY), credentials(List.of("Bearer a"), "a"))).isEqualTo("absent");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a, a, found a",
    "Bearer a, '', found a",
    "Basic a, b, found b",
    "Bearer a, b, rejected",
    "Bearer ü, a, rejected",
    "Bearer a, ü, rejected"
  })
  @DisplayName("A2, A4: of two alternatives either will do, and both only if they agree")
  void alternatives(String authorization, String query, String expected) {
    Credentials both = credentials(List.of(authorization), query);

    assertThat(search(List.of(HEADER, QUERY), both)).isEqualTo(expected);
    assertThat(search(List.of(QUERY, HEADER), both)).isEqualTo(expected);
  }

  @Test
  @DisplayName("A2: places that one alternative names together must all hold the token")
  void together() {
    Set<TokenLocation> together =
        Set.of(new TokenLocation.Bearer(), new TokenLocation.Query("access_token"));

    assertThat(search(List.of(together), credentials(List.of("Bearer a"), "a")))
        .isEqualTo("found a");
    assertThat(search(List.of(together), credentials(List.of("Bearer a"), null)))
        .isEqualTo("absent");
    assertThat(search(List.of(together), credentials(List.of(), "a"))).isEqualTo("absent");
    assertThat(search(List.of(together), credentials(List.of("Bearer a"), "b")))
        .isEqualTo("rejected");
  }

  @Test
  @DisplayName("A2: a key in a header of its own is the whole value")
  void keyHeader() {
    Credentials credentials =
        new FakeCredentials(Map.of("x-api-key", List.of("abc")), Optional.empty());

    assertThat(search(List.of(KEY), credentials)).isEqualTo("found abc");
  }

  @Test
  @DisplayName("A3: without security, or with the empty alternative, no token is needed")
  void optional() {
    assertThat(new TokenExtractor(List.of()).isTokenIgnored()).isTrue();
    assertThat(new TokenExtractor(List.of()).isTokenOptional()).isTrue();
    assertThat(new TokenExtractor(List.of(Set.of())).isTokenIgnored()).isTrue();
    assertThat(new TokenExtractor(List.of(HEADER, Set.of())).isTokenIgnored()).isFalse();
    assertThat(new TokenExtractor(List.of(HEADER, Set.of())).isTokenOptional()).isTrue();
    assertThat(new TokenExtractor(List.of(HEADER)).isTokenOptional()).isFalse();
    assertThat(search(List.of(Set.of(), HEADER), credentials(List.of("Bearer a"), null)))
        .isEqualTo("found a");
  }

  @Test
  @DisplayName("A4: a token that was found is not printed")
  void hidden() {
    TokenSearch found =
        new TokenExtractor(List.of(HEADER)).search(credentials(List.of("Bearer secret"), null));

    assertThat(found).isInstanceOf(TokenSearch.Found.class);
    assertThat(found.toString()).doesNotContain("secret");
  }

  private static String headers(String... authorization) {
    return search(List.of(HEADER), credentials(List.of(authorization), null));
  }

  private static String search(List<Set<TokenLocation>> security, Credentials credentials) {
    TokenSearch search = new TokenExtractor(security).search(credentials);
    return search instanceof TokenSearch.Found found
        ? "found " + found.token().value()
        : search.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Credentials credentials(List<String> authorization, @Nullable String query) {
    return new FakeCredentials(Map.of("authorization", authorization), Optional.ofNullable(query));
  }

  private record FakeCredentials(Map<String, List<String>> headers, Optional<String> query)
      implements Credentials {

    @Override
    public List<String> headers(String name) {
      return new ArrayList<>(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    @Override
    public Optional<String> findQuery(String name) {
      return name.equals("access_token") ? query : Optional.empty();
    }
  }
}
