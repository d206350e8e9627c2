package io.todevice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.domain.UserId;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of the services")
class ServiceSettingsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(
      strings = {"example.org", "a", "localhost:8008", "10.0.0.1", "[::1]:80", "[fe80::1]"})
  @DisplayName("take host names and addresses, with and without a port")
  void serverNames(String name) {
    assertThat(ServiceSettings.of(name).serverName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a/b", "http://a", "@a", "a:", "a:123456", ":80", "é.org", "a\n"})
  @DisplayName("refuse what is no server name, and say what they got")
  void noServerNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceSettings.of(name))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  @DisplayName("leave room for local parts: a server name has at most 230 characters")
  void longestServerName() {
    assertThatCode(() -> ServiceSettings.of("a".repeat(230))).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> ServiceSettings.of("a".repeat(231)));
  }

  @Test
  @DisplayName("keep the access token lifetime between a second and ten years")
  void lifetimes() {
    assertThatCode(() -> settings(Duration.ofSeconds(1), MINUTE, 1)).doesNotThrowAnyException();
    assertThatCode(() -> settings(Duration.ofDays(3650), MINUTE, 1)).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ofMillis(999), MINUTE, 1))
        .withMessageContaining("access token lifetime");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ofDays(3651), MINUTE, 1));
  }

  @Test
  @DisplayName("keep the longest sync timeout between nothing and an hour")
  void timeouts() {
    assertThatCode(() -> settings(MINUTE, Duration.ZERO, 1)).doesNotThrowAnyException();
    assertThatCode(() -> settings(MINUTE, Duration.ofHours(1), 1)).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(MINUTE, Duration.ofMillis(-1), 1))
        .withMessageContaining("sync timeout");
    assertThatIllegalArgumentException().isThrownBy(() -> settings(MINUTE, Duration.ofHours(2), 1));
  }

  @Test
  @DisplayName("D1: keep the number of messages in one sync between 1 and 100")
  void messages() {
    assertThatCode(() -> settings(MINUTE, MINUTE, 1)).doesNotThrowAnyException();
    assertThatCode(() -> settings(MINUTE, MINUTE, 100)).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(MINUTE, MINUTE, 0))
        .withMessageContaining("messages");
    assertThatIllegalArgumentException().isThrownBy(() -> settings(MINUTE, MINUTE, 101));
  }

  @Test
  @DisplayName(
      "come with registration closed, five minutes, 100 messages, 1 MiB and 100,000 accounts")
  void defaults() {
    assertThat(ServiceSettings.of("example.org"))
        .isEqualTo(
            new ServiceSettings(
                "example.org",
                false,
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                100,
                1 << 20,
                100_000));
  }

  @Test
  @DisplayName("tell this server's users from others'")
  void isLocal() {
    ServiceSettings settings = ServiceSettings.of("example.org");

    assertThat(settings.isLocal(new UserId("@a:example.org"))).isTrue();
    assertThat(settings.isLocal(new UserId("@a:example.org:8448"))).isFalse();
    assertThat(settings.isLocal(new UserId("@a:other.org"))).isFalse();
    assertThat(settings.anonymousUser()).isEqualTo(new UserId("@anonymous:example.org"));
  }

  private static ServiceSettings settings(Duration lifetime, Duration timeout, int messages) {
    return new ServiceSettings("example.org", true, lifetime, timeout, messages, 1, 10);
  }
}
