package io.todevice.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.service.limits.ClientNetwork;
import io.todevice.spec.model.Credentials;
import io.todevice.text.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a request comes from")
class ClientNetworksTest {

  private static final InetAddress PROXY = address("10.0.0.1");

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "192.0.2.1:1, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]:65535, 2001:db8::1",
    "::ffff:192.0.2.1, 192.0.2.1"
  })
  @DisplayName("R3: is the address that the outermost proxy has seen, with a port or without")
  void addresses(String hop, String address) {
    assertThat(behindOneProxy(hop)).isEqualTo(ClientNetwork.of(address(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "192.0.2",
        "192.0.2.256",
        "999.1.1.1",
        "0300.0.2.1",
        "192.0.2.1:",
        "192.0.2.1:123456",
        "[192.0.2.1]",
        "[2001:db8::1",
        "2001:db8::1]",
        "[2001:db8::1]:",
        "2001:db8::1::",
        "2001:db8:1",
        "12345::",
        "::192.0.2.256",
        "fe80::1%1",
        "face",
        "face.b00c"
      })
  @DisplayName("R3: is the proxy where it wrote no address; no name is looked up")
  void others(String hop) {
    assertThat(behindOneProxy(hop)).isEqualTo(ClientNetwork.of(PROXY));
  }

  @Test
  @DisplayName("R3: is counted from the end of the field, over all of its lines")
  void lines() {
    assertThat(of(2, "198.51.100.1, 192.0.2.1", "10.0.0.2"))
        .isEqualTo(ClientNetwork.of(address("192.0.2.1")));
    assertThat(of(2, "192.0.2.1")).isEqualTo(ClientNetwork.of(PROXY));
    assertThat(of(0, "192.0.2.1")).isEqualTo(ClientNetwork.of(PROXY));
  }

  private static ClientNetwork behindOneProxy(String hop) {
    return of(1, hop);
  }

  private static ClientNetwork of(int trustedProxies, String... lines) {
    Credentials request =
        new Credentials() {
          @Override
          public List<String> headers(String name) {
            return name.equalsIgnoreCase("X-Forwarded-For") ? List.of(lines) : List.of();
          }

          @Override
          public Optional<String> findQuery(String name) {
            return Optional.empty();
          }
        };
    return new ClientNetworks(trustedProxies).of(Optional.of(PROXY), request);
  }

  private static InetAddress address(String literal) {
    return Addresses.find(literal).orElseThrow();
  }
}
