/**
 * What the assembled document alone says of a server: cases for every operation's responses,
 * tokens, parameters and bodies, and a judge of every response of a run.
 */
@NullMarked
package io.todevice.conformance.derived;

import org.jspecify.annotations.NullMarked;
