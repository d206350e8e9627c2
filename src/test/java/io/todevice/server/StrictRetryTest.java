package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.settings.RequestLimits;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Strict mode, where requests are limited")
class StrictRetryTest extends StrictFixture {

  @Override
  ServerConfig config() {
    return super.config()
        .with(RequestLimits.REQUESTS_PER_SECOND, 1)
        .with(RequestLimits.REQUEST_BURST, 3)
        .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 0);
  }

  @Test
  @DisplayName("R3: reports who does not wait as long as Retry-After says")
  void impatient() {
    Member alice = register();
    exhaust(alice);
    alice.http().get("account/whoami");

    assertThat(violations(alice)).containsExactly("retry-after");
  }

  @Test
  @DisplayName("R3: but not who waits, or asks for something else")
  void patient() {
    Member alice = register();
    Answer refused = exhaust(alice);
    Duration wait = Duration.ofMillis(refused.json().path("retry_after_ms").asLong());
    alice.http().get("devices");
    await().pollDelay(wait.plusMillis(50)).atMost(Duration.ofSeconds(20)).until(() -> true);
    alice.http().get("account/whoami");

    assertThat(violations(alice)).isEmpty();
  }

  private static Answer exhaust(Member member) {
    for (int i = 0; i < 1000; i++) {
      Answer answer = member.http().get("account/whoami");
      if (answer.status() == 429) {
        return answer;
      }
    }
    throw new AssertionError("never limited");
  }
}
