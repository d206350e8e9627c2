package io.todevice.http.exchange;

import io.todevice.service.limits.ClientNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says where a request comes from: from whoever is at the other end of the connection, or, where
 * proxies stand in front of the server, from whom the outermost of them has seen. Each proxy adds
 * the address that it was called from to the end of {@code X-Forwarded-For}; what stands before
 * those was written by the client and is not believed.
 *
 * <p>Immutable and safe for use by many threads. Asks no name server.
 */
final class ClientNetworks {

  private static final String FORWARDED_FOR = "x-forwarded-for";

  /** An address as proxies write it, with a port or not; its form is all that is checked here. */
  private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::\\d+)?");

  private static final Pattern IPV6 =
      Pattern.compile("\\[?([0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,41})(?:](?::\\d+)?)?");

  private final int trustedProxies;

  /**
   * Behind so many proxies.
   *
   * @param trustedProxies how many proxies every request comes through; 0 for none
   */
  ClientNetworks(int trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** Where a request comes from. */
  ClientNetwork of(Optional<InetAddress> peer, Request request) {
    return forwardedFor(request)
        .or(() -> peer)
        .map(ClientNetwork::of)
        // Of a connection that is closed already nobody gets a response.
        .orElse(ClientNetwork.UNKNOWN);
  }

  private Optional<InetAddress> forwardedFor(Request request) {
    if (trustedProxies == 0) {
      return Optional.empty();
    }
    List<String> hops = new ArrayList<>();
    for (String value : request.headers(FORWARDED_FOR)) {
      for (String hop : value.split(",", -1)) {
        hops.add(hop.strip());
      }
    }
    return hops.size() < trustedProxies
        ? Optional.empty()
        : parse(hops.get(hops.size() - trustedProxies));
  }

  private static Optional<InetAddress> parse(String hop) {
    var literal = IPV4.matcher(hop);
    if (!literal.matches()) {
      literal = IPV6.matcher(hop);
      if (!literal.matches()) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(InetAddress.getByName(literal.group(1)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
