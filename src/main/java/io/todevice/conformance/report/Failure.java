package io.todevice.conformance.report;

import java.util.OptionalInt;

/**
 * Where a server did something else.
 *
 * @param expected what the clause expects
 * @param actual what came
 * @param exchange the number of the exchange that shows it, counted from 0; empty if it is none in
 *     particular
 */
public record Failure(String expected, String actual, OptionalInt exchange) {}
