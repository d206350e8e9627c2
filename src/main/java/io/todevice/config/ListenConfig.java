package io.todevice.config;

import io.todevice.text.Addresses;

/**
 * Where the server listens.
 *
 * @param host a host name or an IP address of this machine, an IPv6 address without brackets
 * @param port the TCP port, 1 to 65535, or 0 for any that is free
 */
public record ListenConfig(String host, int port) {

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
}
