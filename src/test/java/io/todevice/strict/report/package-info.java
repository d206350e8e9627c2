/** Strict mode, without a server. */
@NullMarked
package io.todevice.strict.report;

import org.jspecify.annotations.NullMarked;
