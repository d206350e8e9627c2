package io.todevice.http.exchange;

import io.todevice.service.limits.ClientNetwork;
import io.todevice.spec.model.Credentials;
import io.todevice.text.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says where a request comes from: from the other end of the connection, or, where proxies stand in
 * front of the server, from whom the outermost of them has seen. Each proxy adds the address that
 * it was called from to the end of {@code X-Forwarded-For}; what stands before those was written by
 * the client and is not believed.
 *
 * <p>Immutable and safe for use by many threads. Asks no name server.
 *
 * @param trustedProxies how many proxies every request comes through; 0 for none
 */
record ClientNetworks(int trustedProxies) {

  private static final String FORWARDED_FOR = "x-forwarded-for";

  /**
   * An address as proxies write it: with a port or without, then IPv6 may stand without brackets.
   */
  private static final Pattern HOP =
      Pattern.compile(
          "(?:([0-9.]{7,15})|\\[([0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,40})])(?::[0-9]{1,5})?|([0-9A-Fa-f:.]{2,45})");

  /** Where a request comes from. */
  ClientNetwork of(Optional<InetAddress> peer, Credentials request) {
    return forwardedFor(request)
        .or(() -> peer)
        .map(ClientNetwork::of)
        // Of a connection that is closed already nobody gets a response.
        .orElse(ClientNetwork.UNKNOWN);
  }

  private Optional<InetAddress> forwardedFor(Credentials request) {
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
    Matcher parts = HOP.matcher(hop);
    return parts.matches()
        ? Stream.of(parts.group(1), parts.group(2), parts.group(3))
            .filter(Objects::nonNull)
            .findFirst()
            .flatMap(Addresses::find)
        : Optional.empty();
  }
}
