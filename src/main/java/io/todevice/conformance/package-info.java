/**
 * The conformance kit: tests any server against the clauses of send-to-device and against the
 * document. {@link io.todevice.conformance.Conformance} is the way in for other programs.
 */
@NullMarked
package io.todevice.conformance;

import org.jspecify.annotations.NullMarked;
