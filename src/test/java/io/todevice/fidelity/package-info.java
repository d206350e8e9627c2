/** What becomes of JSON of every kind on its way from a sender to a receiver. */
@NullMarked
package io.todevice.fidelity;

import org.jspecify.annotations.NullMarked;
