package io.todevice.settings;

import io.todevice.text.Addresses;
import io.todevice.text.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind the colon of this server's user IDs (Matrix appendices, <i>Server name</i>): a
 * host name, an IPv4 address, or an IPv6 address in brackets, and a port where it has one.
 *
 * @param value the name, at most {@value #MAX_BYTES} bytes
 */
public record ServerName(String value) {

  /** The longest server name; it leaves room for a local part in the 255 bytes of a user ID. */
  public static final int MAX_BYTES = 230;

  static final ValueType<ServerName> TYPE =
      ValueTypes.text(
          ServerName.class,
          "NAME",
          "a host name, an IPv4 address or an [IPv6 address], with or without :port, of at most "
              + MAX_BYTES
              + " bytes",
          ServerName::find,
          ServerName::value);

  private static final Pattern PARTS = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::([0-9]{1,5}))?");
  private static final int MAX_PORT = 65_535;

  /**
   * Checks the grammar.
   *
   * @throws IllegalArgumentException if {@code value} is no server name
   */
  public ServerName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a server name: " + OneLine.quote(value));
    }
  }

  /** The server name that {@code value} spells, or empty if it spells none. */
  public static Optional<ServerName> find(String value) {
    return isValid(value) ? Optional.of(new ServerName(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isValid(String value) {
    Matcher parts = PARTS.matcher(value);
    // Only ASCII passes, so that characters are bytes.
    return value.length() <= MAX_BYTES
        && parts.matches()
        && isHost(parts.group(1))
        && (parts.group(2) == null || isPort(Integer.parseInt(parts.group(2))));
  }

  private static boolean isHost(String host) {
    return host.startsWith("[")
        ? !host.contains("%") && Addresses.isIpv6(host.substring(1, host.length() - 1))
        : Addresses.isIpv4(host) || Addresses.isName(host);
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= MAX_PORT;
  }
}
