/** What HTTP clients share. */
@NullMarked
package io.todevice.net;

import org.jspecify.annotations.NullMarked;
