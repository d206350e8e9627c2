package io.todevice.http.gateway;

import java.time.Duration;
import java.util.Map;

/**
 * What the gateway allows a request.
 *
 * @param maxBodyBytes the longest request body (clause S6)
 * @param maxDrainedBytes how much of a body that nobody wants is read and thrown away so that the
 *     connection can go on; beyond it the connection is closed
 * @param bodyStallTimeout how long a body may make no progress
 * @param bodyTimeout how long a whole body may take, from the first step that waits for it
 * @param pathAliases prefixes under which the operations below another prefix are served as well,
 *     for example {@code /_matrix/client/r0} for {@code /_matrix/client/v3} (clause S9)
 * @param trustedProxies how many proxies every request comes through, each of which adds to {@code
 *     X-Forwarded-For}; 0 for none, and then the header means nothing
 */
public record GatewaySettings(
    int maxBodyBytes,
    long maxDrainedBytes,
    Duration bodyStallTimeout,
    Duration bodyTimeout,
    Map<String, String> pathAliases,
    int trustedProxies) {

  /** 1 MiB of body, 8 MiB drained, 10 seconds without progress, 30 in total, no alias, no proxy. */
  public static final GatewaySettings DEFAULT =
      new GatewaySettings(
          1 << 20, 8 << 20, Duration.ofSeconds(10), Duration.ofSeconds(30), Map.of(), 0);

  /**
   * Checks the values and copies the map.
   *
   * @throws IllegalArgumentException if a limit is not positive, if there are fewer proxies than
   *     none, or if an alias or its prefix does not begin with a slash or ends with one
   */
  public GatewaySettings {
    Checks.positive(maxBodyBytes, "maxBodyBytes");
    Checks.positive(maxDrainedBytes, "maxDrainedBytes");
    Checks.positive(bodyStallTimeout, "bodyStallTimeout");
    Checks.positive(bodyTimeout, "bodyTimeout");
    if (trustedProxies < 0) {
      throw new IllegalArgumentException("trustedProxies must not be negative: " + trustedProxies);
    }
    pathAliases = Map.copyOf(pathAliases);
    pathAliases.forEach(
        (alias, prefix) -> {
          Checks.prefix(alias);
          Checks.prefix(prefix);
        });
  }
}
