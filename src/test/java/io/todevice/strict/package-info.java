/** Strict mode, without a server. */
@NullMarked
package io.todevice.strict;

import org.jspecify.annotations.NullMarked;
