/**
 * Who tests the tests: servers with one fault each. A proxy in front of the server of this project
 * changes what goes to and fro; without a fault it passes every byte as it is.
 */
@NullMarked
package io.todevice.conformance.faults;

import org.jspecify.annotations.NullMarked;
