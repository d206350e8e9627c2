/**
 * The commands under {@code spec}, which tell of the specification and start no server.
 *
 * <p>May depend on: {@code cli}, {@code config}, {@code spec.*}.
 */
@NullMarked
package io.todevice.cli.spec;

import org.jspecify.annotations.NullMarked;
