/** Strict mode, without a server. */
@NullMarked
package io.todevice.strict.admin;

import org.jspecify.annotations.NullMarked;
