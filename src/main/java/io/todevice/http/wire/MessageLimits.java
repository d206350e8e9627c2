package io.todevice.http.wire;

import java.time.Duration;

/**
 * How long requests may be, and how long clients may take.
 *
 * @param maxHeadBytes the longest request line and fields together
 * @param maxBodyBytes the longest request body (clause S6)
 * @param maxDrainedBytes how much of a body that is not wanted is read and thrown away so that the
 *     connection can be used again; beyond it the connection is closed
 * @param stallTimeout how long a body may make no progress
 * @param requestTimeout how long a whole head may take from its first byte, and a whole body from
 *     the first time that it is waited for
 * @param idleTimeout how long a connection may stay without a request, and how long a client may
 *     take nothing of a response
 */
public record MessageLimits(
    int maxHeadBytes,
    int maxBodyBytes,
    long maxDrainedBytes,
    Duration stallTimeout,
    Duration requestTimeout,
    Duration idleTimeout) {}
