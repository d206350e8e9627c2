/**
 * Random sequences of requests to the whole server, each answer compared with that of a small
 * model. A sequence that fails is shrunk to a short one before it is told.
 */
@NullMarked
package io.todevice.proof.sequences;

import org.jspecify.annotations.NullMarked;
