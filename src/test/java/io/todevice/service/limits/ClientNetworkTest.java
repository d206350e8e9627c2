package io.todevice.service.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R3: The network that requests come from")
class ClientNetworkTest {

  @Test
  @DisplayName("is one IPv4 address, however it is written")
  void ipv4() {
    assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
  }

  @Test
  @DisplayName("is all of an IPv6 /64, which one client has as a whole")
  void ipv6() {
    assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
    assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
    assertThat(network("::")).isNotEqualTo(network("0.0.0.0"));
  }

  private static ClientNetwork network(String literal) {
    try {
      return ClientNetwork.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
