/** Tests of the commands about the specification. */
@NullMarked
package io.todevice.cli.spec;

import org.jspecify.annotations.NullMarked;
