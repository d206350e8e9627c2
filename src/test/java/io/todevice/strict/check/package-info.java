/** Strict mode, without a server. */
@NullMarked
package io.todevice.strict.check;

import org.jspecify.annotations.NullMarked;
