package io.todevice.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  @DisplayName("S6: the defaults are 1 MiB, and 10 seconds without progress, 30 in total")
  void defaults() {
    assertThat(GatewaySettings.DEFAULT.maxBodyBytes()).isEqualTo(1_048_576);
    assertThat(GatewaySettings.DEFAULT.bodyStallTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(GatewaySettings.DEFAULT.bodyTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(ListenerSettings.of("x", 0).gracePeriod()).isEqualTo(Duration.ofSeconds(10));
    assertThat(ListenerSettings.of("x", 0).selectorThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  @DisplayName("Settings that make no sense are refused")
  void refused() {
    assertRefused(() -> new GatewaySettings(0, 1, SECOND, SECOND, Map.of(), 0));
    assertRefused(() -> new GatewaySettings(1, 0, SECOND, SECOND, Map.of(), 0));
    assertRefused(() -> new GatewaySettings(1, 1, Duration.ZERO, SECOND, Map.of(), 0));
    assertRefused(() -> new GatewaySettings(1, 1, SECOND, SECOND.negated(), Map.of(), 0));
    assertRefused(() -> new GatewaySettings(1, 1, SECOND, SECOND, Map.of("r0", "/v3"), 0));
    assertRefused(() -> new GatewaySettings(1, 1, SECOND, SECOND, Map.of("/r0/", "/v3"), 0));
    assertRefused(() -> new GatewaySettings(1, 1, SECOND, SECOND, Map.of("/r0", "/v3/"), 0));
    assertRefused(() -> new ListenerSettings("x", -1, 1, 1, SECOND, SECOND));
    assertRefused(() -> new ListenerSettings("x", 65_536, 1, 1, SECOND, SECOND));
    assertRefused(() -> new ListenerSettings("x", 1, 0, 1, SECOND, SECOND));
    assertRefused(() -> new ListenerSettings("x", 1, 1, 0, SECOND, SECOND));
    assertRefused(() -> new ListenerSettings("x", 1, 1, 1, Duration.ZERO, SECOND));
    assertRefused(() -> new ListenerSettings("x", 1, 1, 1, SECOND, Duration.ZERO));
    assertRefused(() -> new FixedDocument("openapi.yaml", "text/plain", new byte[0]));
  }

  @Test
  @DisplayName("S9: the aliases are a copy")
  void copied() {
    Map<String, String> aliases = new HashMap<>(Map.of("/r0", "/v3"));
    GatewaySettings settings = new GatewaySettings(1, 1, SECOND, SECOND, aliases, 0);
    aliases.clear();
    assertThat(settings.pathAliases()).containsExactly(Map.entry("/r0", "/v3"));
  }

  private static void assertRefused(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
  }
}
