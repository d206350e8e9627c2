/**
 * The conformance kit: tests any server against the clauses of send-to-device and against the
 * document. {@link io.todevice.conformance.Conformance} is the way in for other programs.
 *
 * <p>Depends on {@code spec} and {@code validation}, never on the server of this project: it knows
 * of a server only what comes over HTTP.
 */
@NullMarked
package io.todevice.conformance;

import org.jspecify.annotations.NullMarked;
