package io.todevice.service.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Where requests come from, as far as that says who sends them: an IPv4 address, or the first 64
 * bits of an IPv6 address, because whoever has one of these has all with the same beginning.
 *
 * @param bits the address, or its first 64 bits
 * @param isIpv6 which of both
 */
public record ClientNetwork(long bits, boolean isIpv6) {

  /** Where requests come from whose address is not known. */
  public static final ClientNetwork UNKNOWN = new ClientNetwork(0, false);

  /** The network of an address. */
  public static ClientNetwork of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new ClientNetwork(bytes.getLong(), true)
        : new ClientNetwork(bytes.getInt(), false);
  }
}
