/** What the clients of other servers share. */
@NullMarked
package io.todevice.net;

import org.jspecify.annotations.NullMarked;
