/** Strict mode, without a server. */
@NullMarked
package io.todevice.strict.journal;

import org.jspecify.annotations.NullMarked;
