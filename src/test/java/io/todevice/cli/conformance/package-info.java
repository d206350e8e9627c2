/** Tests of the command {@code conformance}. */
@NullMarked
package io.todevice.cli.conformance;

import org.jspecify.annotations.NullMarked;
