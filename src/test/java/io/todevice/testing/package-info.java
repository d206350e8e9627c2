/** The server in tests, tested. */
@NullMarked
package io.todevice.testing;

import org.jspecify.annotations.NullMarked;
