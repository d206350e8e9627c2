package io.todevice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.todevice.http.auth.TokenExtractor;
import io.todevice.http.auth.TokenSearch;
import io.todevice.spec.model.Credentials;
import io.todevice.spec.model.TokenLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** What finds the token in a header. */
@DisplayName("The reader of Authorization")
class AuthorizationFuzzTest {

  private static final TokenExtractor EXTRACTOR =
      new TokenExtractor(List.of(Set.of(new TokenLocation.Bearer())));

  @FuzzTest(maxDuration = "2m")
  @DisplayName("A4: what is found was there behind the scheme, and is printed nowhere")
  void anyHeader(byte[] header) {
    String value = new String(header, StandardCharsets.ISO_8859_1);
    TokenSearch search = EXTRACTOR.search(new OneHeader(value));
    if (search instanceof TokenSearch.Found found) {
      String token = found.token().value();
      assertThat(value.toLowerCase(Locale.ROOT)).startsWith("bearer ");
      assertThat(value).endsWith(token);
      assertThat(value.substring("bearer".length(), value.length() - token.length())).isBlank();
      assertThat(token).matches("[0-9A-Za-z._~+/-]+=*");
      assertThat(found.token()).asString().doesNotContain("Bearer " + token);
    }
  }

  private record OneHeader(String value) implements Credentials {
    @Override
    public List<String> headers(String name) {
      return List.of(value);
    }

    @Override
    public Optional<String> findQuery(String name) {
      return Optional.empty();
    }
  }
}
