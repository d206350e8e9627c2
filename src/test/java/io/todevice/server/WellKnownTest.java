package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server without a public URL")
class WellKnownTest extends ServerFixture {

  @Test
  @DisplayName("K12: has no well-known document")
  void notFound() {
    assertThat(anonymous.get("/.well-known/matrix/client").outcome()).isEqualTo("404 M_NOT_FOUND");
  }
}
