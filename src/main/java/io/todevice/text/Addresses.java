package io.todevice.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host names and IP addresses as text. Nothing here asks a name server. */
public final class Addresses {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /** Beginning as it must for {@link InetAddress#getByName} to take it as a literal. */
  private static final Pattern IPV6_CHARACTERS =
      Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*(?:%[0-9A-Za-z_.-]+)?");

  private static final String LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
  private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)*" + LABEL);

  /** What only an IPv4 address may look like: the last label is a number. */
  private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?[0-9]+");

  private static final int MAX_NAME = 253;

  private Addresses() {}

  /** The host that a text spells, an IPv6 address with or without brackets; without them. */
  public static Optional<String> findHost(String text) {
    boolean isBracketed = text.startsWith("[") && text.endsWith("]");
    String host = isBracketed ? text.substring(1, text.length() - 1) : text;
    boolean isHost = isBracketed ? isIpv6(host) : isIpv6(host) || isIpv4(host) || isName(host);
    return isHost ? Optional.of(host) : Optional.empty();
  }

  /** Whether the text is a host name. */
  public static boolean isName(String text) {
    return text.length() <= MAX_NAME
        && NAME.matcher(text).matches()
        && !NUMERIC_END.matcher(text).matches();
  }

  /** Whether the text is an IPv4 address: four octets without leading zeros. */
  public static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  /** Whether the text is an IPv6 address, without brackets; a zone is one of this machine's. */
  public static boolean isIpv6(String text) {
    return text.contains(":") && find(text).isPresent();
  }

  /** Whether everything sent to the host stays on this machine. */
  public static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    // RFC 6761, 6.3: these names are always the loopback interface. Any other name may be anything.
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || find(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** The IP address that the text spells, an IPv6 address without brackets. */
  public static Optional<InetAddress> find(String text) {
    boolean isLiteral = text.contains(":") ? IPV6_CHARACTERS.matcher(text).matches() : isIpv4(text);
    try {
      return isLiteral ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
