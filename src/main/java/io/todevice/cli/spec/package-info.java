/** The commands under {@code spec}, which tell of the specification and start no server. */
@NullMarked
package io.todevice.cli.spec;

import org.jspecify.annotations.NullMarked;
