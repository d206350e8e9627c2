package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    assertThat(ListenConfig.DEFAULT).isEqualTo(new ListenConfig("127.0.0.1", 8008));
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
        .isThrownBy(() -> ListenConfig.HOST.parse(host))
        .withMessage("must be a host name or an IP address, not " + OneLine.quote(host));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ListenConfig(host, 0))
        .withMessageStartingWith("bind: must be a host name or an IP address, not ");
  }

  @Test
  @DisplayName("takes names of up to 253 characters with labels of up to 63")
  void longNames() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(ListenConfig.HOST.parse(longest)).isEqualTo(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> ListenConfig.HOST.parse(longest + "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> ListenConfig.HOST.parse(label + "a"));
  }

  @Test
  @DisplayName("takes an IPv6 address with and without brackets, and keeps it without")
  void brackets() {
    assertThat(ListenConfig.HOST.parse("[2001:db8::1]")).isEqualTo("2001:db8::1");
    assertThat(ListenConfig.HOST.parse("2001:db8::1")).isEqualTo("2001:db8::1");
    assertThatIllegalArgumentException().isThrownBy(() -> new ListenConfig("[2001:db8::1]", 1));
  }

  @Test
  @DisplayName("is written as in a URL")
  void authority() {
    assertThat(new ListenConfig("::1", 80).authority()).isEqualTo("[::1]:80");
    assertThat(new ListenConfig("a.org", 80).withPort(81).authority()).isEqualTo("a.org:81");
  }

  @Test
  @DisplayName("has a port from 0 to 65535")
  void ports() {
    assertThat(new ListenConfig("a", 0).port()).isZero();
    assertThat(new ListenConfig("a", 65_535).port()).isEqualTo(65_535);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ListenConfig("a", 65_536))
        .withMessage("port: must be a whole number from 0 to 65535, not '65536'");
    assertThatIllegalArgumentException().isThrownBy(() -> new ListenConfig("a", -1));
  }
}
