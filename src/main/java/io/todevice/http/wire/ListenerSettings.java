package io.todevice.http.wire;

import java.time.Duration;

/**
 * Where and how the server listens.
 *
 * @param host the address to bind to, for example {@code 127.0.0.1}
 * @param port the TCP port; 0 for any that is free
 * @param selectorThreads how many threads serve the connections
 * @param maxConnections how many connections may be open; beyond it one goes that never had a good
 *     token
 * @param gracePeriod how long a stop waits for the requests that were accepted (clause R6)
 * @param messages how long requests may be, and how long clients may take
 */
public record ListenerSettings(
    String host,
    int port,
    int selectorThreads,
    int maxConnections,
    Duration gracePeriod,
    MessageLimits messages) {}
