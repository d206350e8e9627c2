/** The command {@code conformance}, which tests any server and starts none. */
@NullMarked
package io.todevice.cli.conformance;

import org.jspecify.annotations.NullMarked;
