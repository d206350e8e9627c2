/**
 * What belongs to which operation: the tool of the build that writes it down, and the tests that
 * hold it together.
 */
@NullMarked
package io.todevice.trace;

import org.jspecify.annotations.NullMarked;
