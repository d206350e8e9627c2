package io.todevice.http.gateway;

import java.time.Duration;

/**
 * Where and how the server listens.
 *
 * @param host the address to bind to, for example {@code 127.0.0.1}
 * @param port the TCP port; 0 for any that is free
 * @param selectorThreads how many threads serve the connections
 * @param maxHeaderBytes the longest request line and headers together
 * @param maxConnections how many connections may be open; beyond it one goes that has no request
 *     and never had a good token, or else the newest
 * @param idleTimeout how long a connection may stay without a request, and how long a client may
 *     take nothing of an answer
 * @param gracePeriod how long a stop waits for the requests that were accepted (clause R6)
 */
public record ListenerSettings(
    String host,
    int port,
    int selectorThreads,
    int maxHeaderBytes,
    int maxConnections,
    Duration idleTimeout,
    Duration gracePeriod) {

  private static final int MAX_PORT = 65_535;
  private static final int HEAP_PER_CONNECTION = 64 << 10;

  /** With as many connections as the heap can bear, at 64 KiB each. */
  public ListenerSettings(
      String host,
      int port,
      int selectorThreads,
      int maxHeaderBytes,
      Duration idleTimeout,
      Duration gracePeriod) {
    this(
        host,
        port,
        selectorThreads,
        maxHeaderBytes,
        (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION),
        idleTimeout,
        gracePeriod);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a value is not positive, or if the port is none
   */
  public ListenerSettings {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("no TCP port: " + port);
    }
    Checks.positive(selectorThreads, "selectorThreads");
    Checks.positive(maxHeaderBytes, "maxHeaderBytes");
    Checks.positive(maxConnections, "maxConnections");
    Checks.positive(idleTimeout, "idleTimeout");
    Checks.positive(gracePeriod, "gracePeriod");
  }

  /**
   * The settings for an address with as many threads as there are cores, 32 KiB of headers, 75
   * seconds idle and 10 seconds of grace.
   */
  public static ListenerSettings of(String host, int port) {
    return new ListenerSettings(
        host,
        port,
        Runtime.getRuntime().availableProcessors(),
        32 << 10,
        Duration.ofSeconds(75),
        Duration.ofSeconds(10));
  }
}
