package io.todevice.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the server makes up")
class IdentifierGeneratorTest {

  private final IdentifierGenerator identifiers = new IdentifierGenerator();

  @Test
  @DisplayName("tokens are 256 bits in base64url")
  void tokens() {
    String token = identifiers.newToken().value();

    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(Base64.getUrlDecoder().decode(token)).hasSize(32);
  }

  @Test
  @DisplayName("device IDs are ten upper-case letters, local parts twelve lower-case ones")
  void names() {
    assertThat(identifiers.newDeviceId().value()).matches("[A-Z]{10}");
    assertThat(identifiers.newLocalpart()).matches("[a-z]{12}");
  }

  @Test
  @DisplayName("is never the same twice")
  void distinct() {
    assertDistinct(() -> identifiers.newToken().value());
    assertDistinct(() -> identifiers.newDeviceId().value());
    assertDistinct(identifiers::newLocalpart);
  }

  private static void assertDistinct(Supplier<String> source) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(source.get())).isTrue();
    }
  }
}
