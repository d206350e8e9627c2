/** What clients are held to, and what was seen of it. */
@NullMarked
package io.todevice.strict.journal;

import org.jspecify.annotations.NullMarked;
