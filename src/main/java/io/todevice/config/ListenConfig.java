package io.todevice.config;

import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param host a host name or an IP address of this machine, an IPv6 address without brackets
 * @param port the TCP port, 1 to 65535, or 0 for any that is free
 */
public record ListenConfig(String host, int port) {

  static final ValueType<String> HOST =
      ValueTypes.text(
          String.class,
          "HOST",
          "a host name or an IP address",
          ListenConfig::findHost,
          host -> host);

  static final ValueType<Integer> PORT = ValueTypes.wholeNumber("PORT", 0, 65_535);

  /** Reachable from this machine only, on the port that Matrix servers usually have for clients. */
  public static final ListenConfig DEFAULT = new ListenConfig("127.0.0.1", 8008);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if the host is neither a name nor an address, or the port is
   *     none
   */
  public ListenConfig {
    HOST.check("bind", host);
    PORT.check("port", port);
  }

  /**
   * Whether only this machine can reach the server. No name is looked up: apart from {@code
   * localhost} a name counts as reachable from outside.
   */
  public boolean isLoopback() {
    return Addresses.isLoopback(host);
  }

  /** The same with another port. */
  public ListenConfig withPort(int otherPort) {
    return new ListenConfig(host, otherPort);
  }

  /** Host and port as they stand in a URL, an IPv6 address in brackets. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static Optional<String> findHost(String text) {
    boolean isBracketed = text.startsWith("[") && text.endsWith("]");
    String host = isBracketed ? text.substring(1, text.length() - 1) : text;
    boolean isHost =
        isBracketed
            ? Addresses.isIpv6(host)
            : Addresses.isIpv6(host) || Addresses.isIpv4(host) || Addresses.isName(host);
    return isHost ? Optional.of(host) : Optional.empty();
  }
}
