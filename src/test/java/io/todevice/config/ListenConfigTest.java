package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.settings.ServerSettings;
import io.todevice.text.OneLine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where the server listens")
class ListenConfigTest {

  @Test
  @DisplayName("is 127.0.0.1:8008 by default")
  void defaults() {
    assertThat(ServerConfig.defaults().listen()).isEqualTo(new ListenConfig("127.0.0.1", 8008));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.8.7, true",
    "::1, true",
    "0:0:0:0:0:0:0:1, true",
    "::ffff:127.0.0.1, true",
    "localhost, true",
    "LOCALHOST, true",
    "matrix.localhost, true",
    "0.0.0.0, false",
    "::, false",
    "10.0.0.1, false",
    "128.0.0.1, false",
    "2001:db8::1, false",
    "example.org, false",
    "localhost.example.org, false",
    "notlocalhost, false"
  })
  @DisplayName("counts as loopback where it surely is, and asks no name server")
  void loopback(String host, boolean isLoopback) {
    assertThat(new ListenConfig(host, 0).isLoopback()).isEqualTo(isLoopback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "http://a",
        "-a",
        "a-",
        "a..b",
        ".a",
        "a.",
        "127.1",
        "127.0.0.256",
        "1.2.3.4.5",
        "01.2.3.4",
        "1",
        "a.1",
        ":",
        "1:2",
        "1:2:3:4:5:6:7:8:9",
        "g::1",
        "a:80",
        "127.0.0.1:80",
        "[127.0.0.1]",
        "[]",
        "[::1",
        "::1]",
        "a\n",
        "é.org",
        "a_b"
      })
  @DisplayName("is no host that is neither a name nor an address")
  void noHosts(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSettings.BIND.parse(host))
        .withMessage("must be a host name or an IP address, not " + OneLine.quote(host));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerConfig.defaults().with(ServerSettings.BIND, host))
        .withMessageStartingWith("bind: must be a host name or an IP address, not ");
  }

  @Test
  @DisplayName("takes names of up to 253 characters with labels of up to 63")
  void longNames() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(ServerSettings.BIND.parse(longest)).isEqualTo(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> ServerSettings.BIND.parse(longest + "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> ServerSettings.BIND.parse(label + "a"));
  }

  @Test
  @DisplayName("takes an IPv6 address with and without brackets, and keeps it without")
  void brackets() {
    assertThat(ServerSettings.BIND.parse("[2001:db8::1]")).isEqualTo("2001:db8::1");
    assertThat(ServerSettings.BIND.parse("2001:db8::1")).isEqualTo("2001:db8::1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerConfig.defaults().with(ServerSettings.BIND, "[2001:db8::1]"));
  }

  @Test
  @DisplayName("is written as in a URL")
  void authority() {
    assertThat(new ListenConfig("::1", 80).authority()).isEqualTo("[::1]:80");
    assertThat(new ListenConfig("a.org", 80).withPort(81).authority()).isEqualTo("a.org:81");
  }
}
