/** Text that is safe to show. */
@NullMarked
package io.todevice.text;

import org.jspecify.annotations.NullMarked;
