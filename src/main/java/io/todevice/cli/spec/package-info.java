/**
 * The commands about the specification, below {@code spec}. They start no server.
 *
 * <p>May depend on: {@code spec} and what is below it, {@code cli}'s flags, {@code config}'s
 * quoting.
 */
@NullMarked
package io.todevice.cli.spec;

import org.jspecify.annotations.NullMarked;
