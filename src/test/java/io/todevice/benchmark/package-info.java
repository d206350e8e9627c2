/**
 * The two servers that the benchmark compares this one with.
 *
 * <p>They are started by {@code benchmark/run}, each in a process of its own, and do as little as
 * their layer allows: {@link io.todevice.benchmark.RawGrizzlyServer} is the HTTP server alone, and
 * {@link io.todevice.benchmark.StockJerseyServer} is JAX-RS on it, set up as its documentation
 * shows. Neither authenticates, checks or stores anything.
 */
@NullMarked
package io.todevice.benchmark;

import org.jspecify.annotations.NullMarked;
