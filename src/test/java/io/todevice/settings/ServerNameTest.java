package io.todevice.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.text.OneLine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server name")
class ServerNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost", "a", "matrix.Example.org", "xn--bcher-kva.example", "example.org:8448", "a:1",
        "a:65535", "10.0.0.1", "10.0.0.1:80", "[::1]", "[2001:db8::1]:8448", "[::ffff:1.2.3.4]"
      })
  @DisplayName("is a host name or an address, with or without a port")
  void names(String name) {
    assertThat(ServerName.find(name)).contains(new ServerName(name));
    assertThat(new ServerName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "http://a",
        "@a",
        "a:",
        ":80",
        "a:0",
        "a:65536",
        "a:123456",
        "a:8o",
        "a:80:80",
        "::1",
        "[::1",
        "[::1]80",
        "[fe80::1%lo]",
        "[1.2.3.4]",
        "[]",
        "[a]",
        "é.org",
        "a\n",
        "a..b",
        "-a",
        "a-",
        "1.2.3",
        "1.2.3.400",
        "a_b"
      })
  @DisplayName("is nothing else")
  void noNames(String name) {
    assertThat(ServerName.find(name)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServerName(name))
        .withMessage("not a server name: " + OneLine.quote(name));
  }

  @Test
  @DisplayName("has at most 230 bytes")
  void longest() {
    String labels = "a.".repeat(114);
    assertThat(ServerName.find(labels + "aa")).isPresent();
    assertThat(ServerName.find(labels + "aaa")).isEmpty();
  }
}
