/** Regular expressions, small and made up. */
@NullMarked
package io.todevice.spec.pattern;

import org.jspecify.annotations.NullMarked;
