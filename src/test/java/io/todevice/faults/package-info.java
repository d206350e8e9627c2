/** Tests of the faults' scripts and their proxy. */
@NullMarked
package io.todevice.faults;

import org.jspecify.annotations.NullMarked;
