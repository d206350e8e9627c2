/** The sweep over whole directories. */
@NullMarked
package io.todevice.sweep;

import org.jspecify.annotations.NullMarked;
